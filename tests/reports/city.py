"""A city in which every state of the findings site occurs, and what strangers may write."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reports.findings import Inspection
from reports.findings.sitewalk import CutCount, SiteWalk, Stock
from rules import catalog, standard
from rules.reasons import ended
from storage import register
from storage.audits import Audit
from storage.dossier import SiteDossier
from storage.records import (
    Blind,
    Column,
    ColumnKind,
    Decision,
    Evidence,
    Fate,
    Finding,
    Listing,
    Outcome,
    Page,
    Review,
    Run,
    Window,
    fingerprint,
)

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2025, 3, 31, 12, 30, tzinfo=UTC)
BEFORE = AS_OF - timedelta(days=7)
LONG_AGO = AS_OF - timedelta(days=60)
WINDOW = Window(since=AS_OF - timedelta(days=7), until=AS_OF)
SEEN = AS_OF - timedelta(hours=9)
RULES = catalog.load()
STANDARD = standard.load(ROOT / "config" / "standards" / "cn-2019-19.toml", RULES)

HOSTILE = "\"><script>document.title='owned'</script><img src=x onerror=alert(1)>'--{{7*7}}"
BIDI = "通知\u202egnp.exe\u2066\x1b[31m\x00\u200b"

SITES = {  # id: (name, level, state block)
    "portal": ("示范市人民政府门户网站", "city_portal", ""),
    "county": ("云溪县人民政府门户网站", "county_portal", ""),
    "police": ("示范市公安局", "department", ""),
    "plan": ("示范市自然资源和规划局", "department", ""),
    "school": ("示范市教育体育局", "department", ""),
    "health": ("示范市卫生健康委员会", "department", ""),
    "audit": ("示范市审计局", "department", ""),
    "farm": ("示范市农业农村局", "department", ""),
    "justice": ("示范市司法局", "department", ""),
    "civil": ("示范市民政局", "department", ""),
    "finance": ("示范市财政局", "department", ""),
    "statistics": ("示范市统计局", "department", ""),
    "water": ("示范市水利局", "department", ""),
    "tourism": (
        "示范市文化旅游广电局",
        "department",
        'states = [{ state = "closed", since = 2025-01-01 }]',
    ),
    "market": (
        "示范市市场监督管理局",
        "department",
        'states = [{ state = "maintenance", since = 2025-03-28, until = 2025-04-02, '
        'document = "示政办函〔2025〕12号" }]',
    ),
}


def url(site: str, path: str = "") -> str:
    return f"http://{site}.shifan.gov.cn/{path}"


def register_text() -> str:
    lines = ['id = "shifan"', 'name = "示范市"', 'standard = "cn-2019-19"']
    for id_, (name, _, _) in SITES.items():
        lines += ["[[units]]", f'id = "{id_}"', f'name = "{name.removesuffix("门户网站")}"']
    lines += [
        "[[units]]",
        'id = "archives"',
        'name = "示范市档案馆"',
        'section = { site = "portal", name = "档案服务" }',
    ]
    for number, (id_, (name, level, state)) in enumerate(SITES.items()):
        lines += [
            "[[sites]]",
            f'id = "{id_}"',
            f'code = "43060000{number:02}"',
            f'name = "{name}"',
            f'unit = "{id_}"',
            f'level = "{level}"',
            f'url = "{url(id_)}"',
            state,
        ]
    return "\n".join(lines)


CITY = register.parse(register_text(), Path("shifan.toml"))


def column(site: str, path: str, name: str, kind: ColumnKind = ColumnKind.NEWS) -> Column:
    return Column(site=site, url=url(site, path), at=SEEN, name=name, kind=kind)


def listing(
    site: str, path: str, newest: date | None, fate: Fate = Fate.OPENED, status: int | None = 200
) -> Listing:
    opened = fate is Fate.OPENED
    return Listing(
        site=site,
        column=url(site, path),
        at=SEEN,
        fate=fate,
        status=status,
        entries=20 if opened else 0,
        dated=20 if opened and newest else 0,
        newest=newest,
        complete=opened,
    )


def dossier(
    site: str,
    columns: Iterable[Column] = (),
    listings: Iterable[Listing] = (),
    home: Fate = Fate.OPENED,
) -> SiteDossier:
    entry = next(entry for entry in CITY.sites if entry.id == site)
    opened = home is Fate.OPENED
    page = Page(site=site, url=url(site), at=SEEN, fate=home, complete=opened)
    first = listing(site, "", date(2025, 3, 30) if opened else None, home, 200 if opened else None)
    return SiteDossier(
        site=entry.record,
        window=WINDOW,
        columns=tuple(columns),
        listings=(first, *listings),
        pages=(page,),
    )


def stale(
    site: str, path: str, name: str, newest: date, *, certain: bool = True, sha256: str = ""
) -> Finding:
    said = f"{newest.year}年{newest.month}月{newest.day}日"
    return Finding(
        place=url(site, path),
        message=f"“{name}”自{said}起未更新，已{(AS_OF.date() - newest).days}天（应在14天内更新）",
        evidence=(
            Evidence(
                url=url(site, path),
                at=SEEN,
                quote=f"共20条，20条有日期，最新：{said}",
                sha256=sha256,
            ),
        ),
        certain=certain,
    )


def judged(
    site: str,
    findings: dict[str, tuple[Finding, ...]] | None = None,
    blind: dict[str, tuple[Blind, ...]] | None = None,
) -> list[Outcome]:
    return [
        Outcome(
            rule=rule,
            subject=site,
            findings=(findings or {}).get(rule, ()),
            blind=(blind or {}).get(rule, ()),
        )
        for rule in RULES
    ]


def unseen(site: str, reason: str) -> list[Outcome]:
    place = Blind(place=url(site), reason=reason)
    return [Outcome(rule=rule, subject=site, blind=(place,), judged=False) for rule in RULES]


POLICE = [(f"yw{n}/", f"警务动态{n}", date(2025, 2, n + 1)) for n in range(1, 7)]
HEALTH = Finding(
    place=url("health", "tzgg/"),
    message="“通知公告”的20条都没有注明日期",
    evidence=(Evidence(url=url("health", "tzgg/"), at=SEEN, quote="共20条，0条有日期"),),
    certain=False,
)
HOME = Finding(
    place=url("plan"),
    message="首页自2025年3月1日起没有更新，已30天（应在14天内更新）",
    evidence=(Evidence(url=url("plan"), at=SEEN, quote="共12条，8条有日期，最新：2025年3月1日"),),
    certain=False,
)
NO_CODE = Finding(
    place=f"{url('portal')}#police",
    message="没有公安机关备案标识",
    evidence=(
        Evidence(url=url("portal"), at=SEEN, quote="查找了首页页脚的“公网安备……号”，没有找到"),
    ),
)
REPAIRED = stale("county", "gzdt/", "工作动态", date(2025, 2, 20))
UNREVISITED = stale("justice", "pfxc/", "普法动态", date(2025, 2, 11))


def outcomes() -> tuple[Outcome, ...]:
    found = [
        *judged("portal", {"site-identity": (NO_CODE,)}),
        *judged("county"),
        *judged("police", {"column-stale": tuple(stale("police", *each) for each in POLICE)}),
        *judged("plan", {"home-stale": (HOME,)}),
        *judged(
            "school",
            {
                "column-stale": (
                    stale("school", "jyyw/", "教育要闻", date(2025, 3, 3), sha256=KEPT),
                    stale(
                        *("school", "xxdt/", "学校动态", date(2025, 1, 9)),
                        certain=False,
                        sha256="f" * 64,  # which was not kept
                    ),
                    stale("school", "zs/", "招生动态", date(2025, 1, 2)),
                )
            },
            {
                "column-empty": (
                    Blind(place=url("school", "jyyw/"), reason="列表由脚本载入，看不到"),
                )
            },
        ),
        *judged("health", {"column-undated": (HEALTH,)}),
        *unseen("audit", f"首页{ended(Fate.CHALLENGE_RUISHU, 412)}"),
        *unseen("farm", f"首页{ended(Fate.ROBOTS)}"),
        *unseen("justice", f"首页{ended(Fate.LOCAL_NET)}"),
        *judged(
            "finance",
            blind={
                "column-stale": (
                    Blind(place=url("finance", "tzgg/"), reason=ended(Fate.HTTP_5XX, 502)),
                )
            },
        ),
        *judged("statistics"),
    ]
    crashed = [
        replace(outcome, judged=False, error="ZeroDivisionError('division by zero')")
        if outcome.rule == "column-stale"
        else outcome
        for outcome in judged("civil")
    ]
    return tuple(found + crashed)  # and of the site "water" nothing


def previous_outcomes() -> tuple[Outcome, ...]:
    return (
        *judged("county", {"column-stale": (REPAIRED,)}),
        *judged("justice", {"column-stale": (UNREVISITED,)}),
        *judged(
            "school",
            {"column-stale": (stale("school", "jyyw/", "教育要闻", date(2025, 3, 3)),)},
        ),
    )


def dossiers() -> dict[str, SiteDossier]:
    police = [column("police", path, name) for path, name, _ in POLICE]
    looks = [listing("police", path, newest) for path, _, newest in POLICE]
    usual = [
        ("gzdt/", "工作动态", ColumnKind.NEWS, date(2025, 3, 29)),
        ("tzgg/", "通知公告", ColumnKind.NOTICES, date(2025, 3, 12)),
        ("zcwj/", "政策文件", ColumnKind.POLICY, date(2025, 1, 17)),
        ("zcjd/", "政策解读", ColumnKind.INTERPRETATION, date(2025, 1, 20)),
        ("ldxx/", "领导信息", ColumnKind.LEADERS, None),
    ]
    ordinary = {
        site: dossier(
            site,
            [column(site, path, name, kind) for path, name, kind, _ in usual],
            [listing(site, path, newest) for path, _, _, newest in usual],
        )
        for site in ("portal", "county", "plan", "health", "civil", "statistics")
    }
    school = [("jyyw/", "教育要闻"), ("xxdt/", "学校动态"), ("zs/", "招生动态")]
    return ordinary | {
        "police": dossier("police", police, looks),
        "school": dossier(
            "school",
            [column("school", path, name) for path, name in school],
            [listing("school", path, date(2025, 3, 3)) for path, _ in school],
        ),
        "finance": dossier(
            "finance",
            [column("finance", "tzgg/", "通知公告", ColumnKind.NOTICES)],
            [listing("finance", "tzgg/", None, Fate.HTTP_5XX, 502)],
        ),
        "audit": dossier("audit", home=Fate.CHALLENGE_RUISHU),
        "farm": dossier("farm", home=Fate.ROBOTS),
        "justice": dossier("justice", home=Fate.LOCAL_NET),
    }


RUN = Run(
    id=1,
    city="shifan",
    spider="columns",
    started=SEEN - timedelta(hours=1),
    ended=SEEN + timedelta(hours=1),
    complete=True,
    fates={
        "HTTP_2XX": 812,
        "HTTP_5XX": 9,
        "HTTP_4XX": 14,
        "CHALLENGE_RUISHU": 1,
        "ROBOTS": 3,
        "LOCAL_NET": 2,
    },
)


WALK = Run(
    id=2,
    city="shifan",
    spider="pages",
    started=SEEN - timedelta(hours=2),
    ended=SEEN,
    complete=True,
    fates={"HTTP_2XX": 950, "HTTP_4XX": 50},
)
KEPT = "0123456789abcdef" * 4
"""The hash of what the first finding of the site "school" cites."""
WALKS = {
    "portal": SiteWalk(
        tonight=500,
        a_night=500,
        stock=Stock(known=18_203, looked=1_500, oldest=LONG_AGO),
        cuts=(
            CutCount(reason="日历翻页", count=62, example=url("portal", "rl?y=1970&m=1")),
            CutCount(reason="budget", count=400, example=url("portal", "x/1.html")),
        ),
    ),
    "school": SiteWalk(
        tonight=500,
        a_night=500,
        stock=Stock(known=501, looked=501, oldest=SEEN),
        cuts=(CutCount(reason="budget", count=3, example=url("school", "y/1.html")),),
    ),
    "audit": SiteWalk(tonight=1, a_night=500, stock=Stock(known=1, looked=0, oldest=None)),
}


def inspection(
    extra: Iterable[Outcome] = (), reviews: tuple[Review, ...] = (), *, first: bool = False
) -> Inspection:
    """The whole city; `extra` outcomes take the place of those of the same rule and site."""
    given = {(outcome.rule, outcome.subject): outcome for outcome in outcomes()}
    given |= {(outcome.rule, outcome.subject): outcome for outcome in extra}
    audit = Audit(
        city=CITY.id,
        standard=STANDARD.id,
        as_of=AS_OF,
        window=WINDOW,
        outcomes=tuple(given.values()),
        runs=(RUN, WALK),
    )
    before = replace(audit, as_of=BEFORE, outcomes=previous_outcomes())
    relapsed = fingerprint("column-stale", "school", url("school", "zs/"))
    return Inspection(
        city=CITY,
        audit=audit,
        previous=None if first else before,
        standard=STANDARD,
        catalogue=RULES,
        dossiers=dossiers(),
        reviews=reviews,
        history={} if first else {relapsed: (LONG_AGO, AS_OF)},
        walks=WALKS,
        snapshots={KEPT: "evidence-202503.warc.gz"},
    )


def said(finding: Finding, rule: str, site: str, decision: Decision, reason: str) -> Review:
    return Review(
        rule=rule,
        subject=site,
        place=finding.place,
        decision=decision,
        reason=reason,
        reviewer="审核员",
        at=AS_OF - timedelta(hours=1),
    )
