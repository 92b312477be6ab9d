"""What was concluded when, on which crawls it rests, and what people said of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import tables
from storage.records import (
    Blind,
    Evidence,
    Finding,
    Outcome,
    Review,
    Run,
    Window,
    fingerprint,
)

_PROOF = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, kw_only=True)
class Audit:
    """All outcomes of one city at one moment of judgement (监测时间点)."""

    city: str
    standard: str
    """Id of the standard by which the findings were weighed."""
    as_of: datetime
    window: Window
    outcomes: tuple[Outcome, ...]
    runs: tuple[Run, ...] = ()
    """The crawls that it rests on, as they stood then."""
    id: int | None = None


def keep(connection: sa.Connection, audit: Audit) -> int:
    """Write an audit; one of the same city, standard and moment gives way and leaves its id."""
    head = {
        "city": audit.city,
        "standard": audit.standard,
        "as_of": audit.as_of,
        "since": audit.window.since,
        "until": audit.window.until,
    }
    table = tables.audit
    former = connection.execute(
        sa.delete(table)
        .where(*(table.c[name] == head[name] for name in ("city", "standard", "as_of")))
        .returning(table.c.id)
    ).scalar()
    given = head if former is None else head | {"id": former}
    (kept,) = _insert(connection, table, [given])
    _insert(connection, tables.audit_run, (_run_row(run, kept) for run in audit.runs))
    _keep_outcomes(connection, audit.outcomes, kept)
    return kept


def _keep_outcomes(connection: sa.Connection, outcomes: Sequence[Outcome], audit: int) -> None:
    rows = [
        {"audit": audit, **_fields(outcome, "rule", "subject", "judged", "error")}
        for outcome in outcomes
    ]
    ids = _insert(connection, tables.outcome, rows)
    blind = []
    findings = []
    proofs: list[tuple[Evidence, ...]] = []
    for of, outcome in zip(ids, outcomes, strict=True):
        blind += [{"outcome": of, **_fields(b, "place", "reason")} for b in outcome.blind]
        for finding in outcome.findings:
            name = fingerprint(outcome.rule, outcome.subject, finding.place)
            said = _fields(finding, "place", "message", "certain")
            findings.append({"outcome": of, "fingerprint": name, **said})
            proofs.append(finding.evidence)
    _insert(connection, tables.blind, blind)
    evidence = [
        {"finding": of, **_fields(proof, *_PROOF)}
        for of, several in zip(_insert(connection, tables.finding, findings), proofs, strict=True)
        for proof in several
    ]
    _insert(connection, tables.evidence, evidence)


def _insert(
    connection: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, Any]]
) -> Sequence[int]:
    """Insert rows and return their ids in the same order."""
    given = list(rows)
    if not given:
        return ()
    insert = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return connection.execute(insert, given).scalars().all()


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _run_row(run: Run, audit: int) -> dict[str, Any]:
    row = _fields(run, *(field.name for field in fields(Run) if field.name != "id"))
    return row | {"audit": audit, "run": run.id}


def newest_first(
    connection: sa.Connection, city: str, before: datetime | None = None
) -> Iterator[Audit]:
    """Yield a city's audits, whole."""
    table = tables.audit
    query = sa.select(table).where(table.c.city == city)
    if before is not None:
        query = query.where(table.c.as_of < before)
    for head in connection.execute(query.order_by(table.c.as_of.desc(), table.c.id.desc())).all():
        yield Audit(
            city=head.city,
            standard=head.standard,
            as_of=head.as_of,
            window=Window(since=head.since, until=head.until),
            outcomes=_outcomes(connection, head.id),
            runs=_runs(connection, head.id),
            id=head.id,
        )


def _runs(connection: sa.Connection, audit: int) -> tuple[Run, ...]:
    table = tables.audit_run
    rows = connection.execute(
        sa.select(table).where(table.c.audit == audit).order_by(table.c.id)
    ).mappings()
    names = [field.name for field in fields(Run) if field.name != "id"]
    return tuple(Run(id=row["run"], **{name: row[name] for name in names}) for row in rows)


def _outcomes(connection: sa.Connection, audit: int) -> tuple[Outcome, ...]:
    outcome, finding, evidence, blind = (
        tables.outcome,
        tables.finding,
        tables.evidence,
        tables.blind,
    )
    ours = outcome.c.audit == audit
    proofs = _grouped(
        connection,
        sa.select(evidence.c.finding, *(evidence.c[name] for name in _PROOF))
        .join(finding, finding.c.id == evidence.c.finding)
        .join(outcome, outcome.c.id == finding.c.outcome)
        .where(ours)
        .order_by(evidence.c.id),
    )
    findings = _grouped(
        connection,
        sa.select(
            finding.c.outcome, finding.c.id, finding.c.place, finding.c.message, finding.c.certain
        )
        .join(outcome, outcome.c.id == finding.c.outcome)
        .where(ours)
        .order_by(finding.c.id),
    )
    blinds = _grouped(
        connection,
        sa.select(blind.c.outcome, blind.c.place, blind.c.reason)
        .join(outcome, outcome.c.id == blind.c.outcome)
        .where(ours)
        .order_by(blind.c.id),
    )
    return tuple(
        Outcome(
            rule=row.rule,
            subject=row.subject,
            findings=tuple(
                Finding(
                    place=place,
                    message=message,
                    certain=certain,
                    evidence=tuple(
                        Evidence(**dict(zip(_PROOF, values, strict=True)))
                        for values in proofs.get(id_, ())
                    ),
                )
                for id_, place, message, certain in findings.get(row.id, ())
            ),
            blind=tuple(
                Blind(place=place, reason=reason) for place, reason in blinds.get(row.id, ())
            ),
            judged=row.judged,
            error=row.error,
        )
        for row in connection.execute(sa.select(outcome).where(ours).order_by(outcome.c.id))
    )


def _grouped(connection: sa.Connection, query: sa.Select[Any]) -> dict[int, list[tuple[Any, ...]]]:
    """Group rows by their first column, the id of the whole that they are part of."""
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for whole, *part in connection.execute(query):
        groups.setdefault(whole, []).append(tuple(part))
    return groups


def history(connection: sa.Connection, city: str) -> Mapping[str, tuple[datetime, ...]]:
    """Say of each fingerprint in which audits it stood, oldest first."""
    audit, outcome, finding = tables.audit, tables.outcome, tables.finding
    rows = connection.execute(
        sa.select(finding.c.fingerprint, audit.c.as_of)
        .distinct()
        .join(outcome, outcome.c.id == finding.c.outcome)
        .join(audit, audit.c.id == outcome.c.audit)
        .where(audit.c.city == city)
        .order_by(finding.c.fingerprint, audit.c.as_of)
    )
    found: dict[str, list[datetime]] = {}
    for name, as_of in rows:
        found.setdefault(name, []).append(as_of)
    return {name: tuple(moments) for name, moments in found.items()}


def add_review(connection: sa.Connection, review: Review) -> None:
    """Write a person's word, once."""
    table = tables.review
    row = _fields(review, *(field.name for field in fields(Review)))
    row["fingerprint"] = fingerprint(review.rule, review.subject, review.place)
    same = (table.c[name] == row[name] for name in ("fingerprint", "reviewer", "at"))
    if connection.execute(sa.select(table.c.id).where(*same)).first() is None:
        connection.execute(sa.insert(table).values(row))


def reviews(connection: sa.Connection, subjects: Iterable[str]) -> tuple[Review, ...]:
    """Return what people said of these subjects, oldest first."""
    table = tables.review
    names = [field.name for field in fields(Review)]
    rows = connection.execute(
        sa.select(*(table.c[name] for name in names))
        .where(table.c.subject.in_(set(subjects)))
        .order_by(table.c.at, table.c.id)
    ).mappings()
    return tuple(Review(**row) for row in rows)
