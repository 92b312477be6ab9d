"""The demo city's register file, as an operator would have written it."""

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta

from demo.city import DemoCity, DemoSite
from demo.families import family_of
from demo.loopback import HOSTS
from demo.units import ACCOUNTS, PLATFORMS, WITHOUT_SITE


def written(city: DemoCity, walked: Container[str] | None = None) -> str:
    """Write the file; only these sites are to be walked, all of them without that."""
    blocks = [
        _table(
            None,
            {
                "id": "demo",
                "name": "示范市",
                "standard": "cn-2019-19",
                "contact": "示范市人民政府办公室 0765-8800000",
                "allow_networks": ["127.0.0.0/8"],
                "allow_ports": [city.sites[0].outside + n for n in range(len(HOSTS))],
                "politeness": {
                    "delay_seconds": 0.0,
                    "at_once": 8,
                    "retry_seconds": [],
                    "pages_a_night": 5000,
                },
            },
        ),
        *(_table("units", unit) for unit in _units(city)),
        *(
            _table("sites", _site(site, walk=walked is None or site.id in walked))
            for site in city.sites
        ),
        *(_table("accounts", account) for account in _accounts(city)),
    ]
    return "\n".join(blocks)


def _units(city: DemoCity) -> Iterator[Mapping[str, object]]:
    for site in city.sites:
        level = "county" if site.office.level == "county_portal" else "city"
        yield {
            "id": site.id,
            "name": site.office.name,
            "level": level,
            "duties": {"disclosure": [1, 2, 11], "leaders": True},
        }
    portal = city.sites[0]
    for name, id_ in WITHOUT_SITE:
        column = portal.column(id_)
        url = portal.url.rstrip("/") + family_of(portal).address(column)
        yield {
            "id": id_,
            "name": f"示范市{name}",
            "level": "city",
            "section": {"site": portal.id, "name": column.name, "url": url},
            "duties": {"disclosure": [1], "leaders": False},
        }


def _site(site: DemoSite, *, walk: bool) -> Mapping[str, object]:
    entry: dict[str, object] = {
        "id": site.id,
        "code": site.office.code,
        "name": site.office.site_name,
        "unit": site.id,
        "level": site.office.level,
        "url": site.url,
        "walk": walk,
    }
    if site.state == "closed":
        entry["states"] = [
            {"state": "running", "since": date(2015, 6, 1)},
            {"state": "closed", "since": site.day - timedelta(days=40)},
        ]
    if site.state == "maintenance":
        entry["states"] = [
            {
                "state": "maintenance",
                "since": site.day - timedelta(days=3),
                "until": site.day + timedelta(days=12),
                "document": "示网函〔2026〕7号",
            }
        ]
    return entry


def _accounts(city: DemoCity) -> Iterator[Mapping[str, object]]:
    """Go round the units platform by platform until there are enough."""
    pairs = ((site, platform, suffix) for platform, suffix in PLATFORMS for site in city.sites[:45])
    for _, (site, platform, suffix) in zip(range(ACCOUNTS), pairs, strict=False):
        yield {
            "id": f"{site.id}-{platform}",
            "platform": platform,
            "name": _account_name(site.office.short, suffix),
            "unit": site.id,
        }


def _account_name(short: str, suffix: str) -> str:
    """市教育局 runs 示范教育局发布."""
    return (f"示范{short[1:]}" if short.startswith("市") else short) + suffix


def _table(kind: str | None, values: Mapping[str, object]) -> str:
    head = f"[[{kind}]]\n" if kind else ""
    return head + "".join(f"{key} = {_value(value)}\n" for key, value in values.items())


def _value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)
