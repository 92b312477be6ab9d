from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.answers import Answer, Answers
from demo.city import FAMILIES
from demo.families import family_of
from demo.key import Sheet
from demo.recipe import half_a_year
from demo.register import written
from storage import register
from tests.demo.reading import DAY

SHEET = Sheet.read()


def made(seed=1, day=DAY):
    return SHEET.city(seed=seed, day=day)


def bodies(city):
    for site in city.sites:
        answers = Answers(site)
        for path, target in answers.family.targets.items():
            if target.kind != "article":
                answer = answers.to(path, "test")
                yield site.id, path, answer.body if isinstance(answer, Answer) else answer


def test_the_same_seed_and_day_give_the_same_bytes():
    assert made() == made()
    first, second = ({(s, p): b for s, p, b in bodies(made())} for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_city_is_deep(seed):
    """Twelve thousand pages and three hundred files, behind no wall and in no maze."""
    counted = Counter(
        target.kind
        for site in made(seed).sites[:45]
        if site.wall is None
        for target in family_of(site).targets.values()
    )
    assert counted["article"] + counted["list"] >= 12_000
    assert counted["file"] >= 300


def test_articles_and_files_are_the_same_each_time_and_of_all_sizes():
    sizes = []
    for site in made().sites[3:45:9]:
        first, second = Answers(site), Answers(made().sites[site.port - 18000])
        for path, target in list(first.family.targets.items())[::7]:
            if target.kind in {"article", "file"}:
                answers = [answers.to(path, "Mozilla/") for answers in (first, second)]
                assert answers[0] == answers[1]
                if target.kind == "article" and answers[0].status == 200:
                    sizes.append(len(answers[0].body))
    assert len(sizes) > 150
    assert 1_000 < min(sizes) < 20_000
    assert 25_000 < max(sizes) < 60_000


def test_another_seed_casts_other_sites():
    first, second = made(1).roles, made(2).roles
    assert first.keys() == second.keys()
    moved = [role for role in first if first[role].id != second[role].id]
    assert len(moved) > len(first) / 2


def test_the_city_never_ages():
    then = made(day=date(1999, 2, 28))
    newest = max(column.items[0].day for column in then.sites[0].columns if column.items)
    assert date(1999, 2, 20) < newest <= date(1999, 2, 28)


def test_forty_five_sites_count():
    sites = made().sites
    assert len([site for site in sites if site.state == "running"]) == 45
    assert Counter(site.office.level for site in sites[:45]) == {
        "city_portal": 1,
        "county_portal": 8,
        "department": 36,
    }
    assert len({site.office.code for site in sites}) == len(sites)
    assert len({site.id for site in sites}) == len(sites)


@pytest.mark.parametrize("seed", [1, 2, 3, 99, 12345])
def test_every_family_and_enough_gbk(seed):
    sites = made(seed).sites[:45]
    assert {site.family for site in sites} == set(FAMILIES)
    assert sum(site.encoding == "gbk" for site in sites) >= 5
    assert all(len(site.bar) >= 8 for site in sites)


def test_the_register_file_loads(tmp_path: Path):
    path = tmp_path / "demo.toml"
    path.write_text(written(made()), encoding="utf-8")
    city = register.load(path)
    assert (len(city.sites), len(city.running(DAY)), len(city.accounts)) == (47, 45, 158)
    assert sum(unit.section is not None for unit in city.units) == 4
    assert not any(account.sources for account in city.accounts)
    assert city.politeness.delay_seconds == 0
    assert {site.id: site.code for site in city.sites} == {
        site.id: site.office.code for site in made().sites
    }


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2026, 11, 24), 184),  # since 24 May
        (date(2026, 8, 31), 184),  # since 28 February, the last there is
        (date(2026, 6, 30), 182),  # since 30 December
        (date(2024, 8, 29), 182),  # since 29 February
        (date(2026, 1, 15), 184),  # since 15 July
    ],
)
def test_half_a_year_counts_months(day, days):
    assert half_a_year(day) == days
