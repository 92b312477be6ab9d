"""Which kinds of columns list items, so that a blank page of theirs is a fault."""

from storage.records import ColumnKind

LISTING_KINDS = frozenset(
    {
        ColumnKind.NEWS,
        ColumnKind.NOTICES,
        ColumnKind.POLICY,
        ColumnKind.INTERPRETATION,
        ColumnKind.RESPONSES,
        ColumnKind.DISCLOSURE_REPORT,
        ColumnKind.FINANCE,
        ColumnKind.PERSONNEL,
        ColumnKind.PLANNING,
        ColumnKind.STATISTICS,
        ColumnKind.EMERGENCY,
        ColumnKind.PUBLICITY,
        ColumnKind.PROCUREMENT,
        ColumnKind.PROJECTS,
        ColumnKind.SURVEYS,
        ColumnKind.INTERVIEWS,
    }
)
