"""What a register file changes in a city: what is new, what differs, what is gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from crawler.importers import register_entries, register_ids
from crawler.importers.cells import UnfitError
from crawler.importers.register_entries import Entry
from crawler.importers.register_rows import Found, Row, RowProblem
from crawler.importers.register_tables import TABLES, Table
from storage.mistakes import shown, translated
from storage.places import Places
from storage.register import Account, SiteEntry, Unit

_MODELS: Mapping[str, type[BaseModel]] = {"units": Unit, "sites": SiteEntry, "accounts": Account}
_MAKE: Mapping[str, Callable[..., Entry]] = {
    "units": register_entries.unit,
    "sites": register_entries.site,
    "accounts": register_entries.account,
}


@dataclass
class Draft:
    """One kind of entries: as the city's file has them, and as they are to be."""

    table: Table
    old: Sequence[Entry]
    changed: dict[int, Entry] = field(default_factory=dict)
    added: list[Entry] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)

    @property
    def new(self) -> list[Entry]:
        """The entries as they are to be, in the file's order."""
        kept = [self.changed.get(i, e) for i, e in enumerate(self.old) if i not in self.removed]
        return kept + self.added


@dataclass(frozen=True)
class _Claim:
    """A row, the old entry that it speaks of if there is one, and the entry's id."""

    row: Row
    index: int | None
    id: str


class Changes:
    """The drafts of all kinds, what does not fit, and what else a person should know."""

    def __init__(self, old: Mapping[str, Any], found: Sequence[Found]) -> None:
        self.drafts = {table.kind: Draft(table, old.get(table.kind, [])) for table in TABLES}
        self.problems = [problem for part in found for problem in part.problems]
        self.notes: list[str] = []
        self._found = {part.table.kind: part for part in found}
        self._rows: dict[str, int] = {}  # of each added unit, by id
        claims: dict[str, list[_Claim]] = {}
        # Sections name sites and sites name units; only accounts are named after made units.
        for kinds in (("units", "sites"), ("accounts",)):
            claims |= {kind: self._claims(kind) for kind in kinds if kind in self._found}
            for kind in kinds:
                for claim in claims.get(kind, ()):
                    self._make(kind, claim, self._city(claims))
        self._keep_needed_units()
        self._refuse_idle_units()

    @property
    def any(self) -> bool:
        """Whether there is something to write."""
        return any(draft.changed or draft.added or draft.removed for draft in self.drafts.values())

    def _claims(self, kind: str) -> list[_Claim]:
        """Say of which entry each row speaks; what no row speaks of is gone."""
        part, draft = self._found[kind], self.drafts[kind]
        claims: list[_Claim] = []
        known = list(draft.old)
        spoken: dict[int, int] = {}  # index in `known` → the row that spoke of it first
        for row in part.rows:
            index = register_entries.same(kind, row.values, known)
            id_ = row.values.get("id") if index is None else known[index]["id"]
            if index is None:
                index = len(known)
                id_ = id_ or self._new_id(kind, row.values, {entry["id"] for entry in known})
                known.append({**row.values, "id": id_})
                claims.append(_Claim(row, None, id_))
            elif index in spoken:
                self._refuse(kind, row, f"与第{spoken[index]}行重复", "请只保留一行")
            elif row.values.get("id", id_) != id_:
                said = f"登记文件中它的编号是 {id_}"
                self._refuse(kind, row, said, "请改用这个编号，或清空“编号”这一格")
            else:
                claims.append(_Claim(row, index, id_))
            spoken.setdefault(index, row.number)
        self._drop(draft, part, spoken)
        return claims

    def _new_id(self, kind: str, values: Mapping[str, Any], taken: set[str]) -> str:
        if kind == "sites":
            return register_ids.site(values, taken)
        if kind == "units":
            sites = self._found["sites"].rows if "sites" in self._found else ()
            urls = [site.values["url"] for site in sites if site.values["unit"] == values["name"]]
            return register_ids.unit(next(iter(urls), None), taken)
        owner = next((c["id"] for c in self.drafts["units"].new if c["name"] == values["unit"]), "")
        return register_ids.account(values["platform"], str(owner), taken)

    def _drop(self, draft: Draft, part: Found, spoken: Mapping[int, int]) -> None:
        """Take out what the file no longer lists; never on the word of a file half understood."""
        gone = set(range(len(draft.old))) - set(spoken)
        unplaced = False
        for row in part.unread:
            index = register_entries.same(draft.table.kind, row.values, draft.old)
            unplaced |= index is None
            gone.discard(-1 if index is None else index)
        if gone and (unplaced or not part.rows):
            why = "有读不准的行" if unplaced else "没有可用的行"
            self.notes.append(f"“{part.sheet}”表{why}：这次不删除任何{draft.table.title}")
        else:
            draft.removed = gone

    def _city(self, claims: Mapping[str, Sequence[_Claim]]) -> dict[str, list[Entry]]:
        """Return what rows may refer to: units as they are to be, sites by what rows say."""
        sites = [dict(entry) for entry in self.drafts["sites"].old]
        for claim in claims.get("sites", ()):
            entry = {**claim.row.values, "id": claim.id}
            sites = [known for known in sites if known["id"] != claim.id] + [entry]
        return {"units": self.drafts["units"].new, "sites": sites}

    def _make(self, kind: str, claim: _Claim, city: Mapping[str, Sequence[Entry]]) -> None:
        draft, row = self.drafts[kind], claim.row
        old = {} if claim.index is None else dict(draft.old[claim.index])
        try:
            new = {"id": claim.id, **_MAKE[kind](row.values, old, city)}
            _MODELS[kind].model_validate(new)
        except UnfitError as error:
            self._refuse(kind, row, error.message, error.remedy)
        except ValidationError as error:
            self.problems += _said(error, self._found[kind], row)
        else:
            if claim.index is None:
                draft.added.append(new)
                self._rows[claim.id] = row.number
            elif new != old:
                draft.changed[claim.index] = new

    def _refuse(self, kind: str, row: Row, message: str, remedy: str) -> None:
        name = shown(row.values.get("name", ""))
        sheet = self._found[kind].sheet
        self.problems.append(RowProblem(sheet, row.number, "", name, message, remedy))

    def _busy(self) -> set[str]:
        entries = self.drafts["sites"].new + self.drafts["accounts"].new
        return {str(entry["unit"]) for entry in entries}

    def _keep_needed_units(self) -> None:
        units, busy = self.drafts["units"], self._busy()
        for index in sorted(units.removed):
            if units.old[index]["id"] in busy:
                units.removed.discard(index)
                name = units.old[index]["name"]
                self.notes.append(f"单位“{name}”不在名册中，但仍有网站或账号由它主办：予以保留")

    def _refuse_idle_units(self) -> None:
        units, busy = self.drafts["units"], self._busy()
        for entry in [e for e in units.added if e["id"] not in busy and "section" not in e]:
            units.added.remove(entry)
            row = Row(self._rows[entry["id"]], entry)
            self._refuse(
                "units", row, "没有网站、账号，也没有门户栏目", "请补填“门户栏目名称”，或补登网站"
            )


def _said(error: ValidationError, part: Found, row: Row) -> Iterator[RowProblem]:
    """Say a model's errors in the file's own terms."""
    for problem in translated(error, _MODELS[part.table.kind], "", Places("")):
        key = problem.key.rpartition(".")[2].partition("[")[0]
        column = part.table.column("state" if key == "states" else key)
        value = None if key == "states" else problem.value
        yield RowProblem(part.sheet, row.number, column, value, problem.message, problem.remedy)
