"""The comparison as people read it."""

from collections.abc import Collection, Iterator, Mapping

from demo.compare import Comparison, Key, Place


def tally(
    key: Key, comparison: Comparison, names: Mapping[str, str], pending: Collection[Place] = ()
) -> str:
    """Write the table and, where something is amiss, each case.

    `names` are those of the sites; `pending` are the findings that wait for a person.
    """
    table = _table(key, comparison, pending)
    return "\n".join((*table, *_cases(comparison, names), _verdict(comparison)))


def _table(key: Key, comparison: Comparison, pending: Collection[Place]) -> Iterator[str]:
    rules = dict.fromkeys(
        (*key.rules, *(found[0] for found in (*comparison.false, *comparison.named)))
    )
    yield f"{'规则':<18}{'查出':>6}{'漏报':>6}{'误报':>6}{'查出而待人工确认':>12}"
    for rule in rules:
        found, missed, false = comparison.counts(rule)
        waits = sum(
            (fault.rule, fault.site, fault.place) in pending
            for fault in comparison.found
            if fault.rule == rule
        )
        yield f"{rule:<20}{found:>8}{missed:>8}{false:>8}{waits:>20}"
    seen, named = len(comparison.unseen), len(comparison.named)
    yield f"应当看不到的 {len(key.hidden)} 处：如实列为未见 {seen} 处，被误点名 {named} 处"


def _cases(comparison: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    for fault in comparison.missed:
        name = names.get(fault.site, fault.site)
        yield f"  漏报 {fault.id} {fault.rule} {name} {fault.place}"
    traps = set(comparison.sprung)
    for place in comparison.false:
        yield f"  误报{'（陷阱）' if place in traps else ''} {_said(place, names)}"
    for place in comparison.named:
        yield f"  不该点名 {_said(place, names)}"
    for hidden in comparison.overlooked:
        yield f"  未见却没有说明 {names.get(hidden.site, hidden.site)} {hidden.place}"


def _said(place: Place, names: Mapping[str, str]) -> str:
    rule, site, address = place
    return f"{rule} {names.get(site, site)} {address}"


def _verdict(comparison: Comparison) -> str:
    if comparison.passed:
        return "查出的与埋下的完全一致。"
    return "查出的与埋下的不一致，见上。"
