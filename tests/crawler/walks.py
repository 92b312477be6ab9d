"""A walk by an operator, what it wrote, and the numbers that must stand nowhere in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from storage import register
from storage.archive import Archive
from storage.kinds import KINDS
from storage.ledger import Ledger
from storage.records import Content, Page, Run, Target, Window
from storage.tables import State, frontier
from storage.walktables import inventory
from tests.crawler.documents import makers
from tests.crawler.privatetexts import ID, MOBILE, id_number
from tests.crawler.walkingsite import Answer, Pages, WalkedSite, article, links, office
from tests.operator_at_work import Operator

WALK = ("crawl", "pages", "-a", "city=town")
IN_WORDS, IN_ALT = id_number("43010219900101123"), id_number("43010219910101123")
LISTED = [id_number(f"4301021990010{n}123") for n in range(1, 5)]
SECRETS = (*LISTED, ID, MOBILE, IN_WORDS, IN_ALT, makers.ID, makers.MOBILE)


@dataclass(frozen=True, kw_only=True)
class Walked:
    """What is known of a site after a walk."""

    pages: tuple[Page, ...]
    targets: Mapping[str, Target]
    texts: Mapping[str, Content]


def private_office(columns: int = 2, lists: int = 2, articles: int = 4) -> Pages:
    """Write a site in whose pages, titles, links and files private numbers stand."""
    pages = office(columns, lists, articles)
    files = ("/files/list.xlsx", "/files/%E5%90%8D%E5%8D%95.csv", "/files/pack.zip")
    pages["/c0/a0-0.html"] = article(
        f"关于{ID}的公示", f"张三，身份证号{ID}，手机{MOBILE}。" + "名单公示如下，请予监督。" * 9
    ).replace(
        '<div class="footer">',
        f'<a href="/c0/more.html">张三{IN_WORDS}</a><img src="/x.png" alt="证号{IN_ALT}">'
        + links(*files, "/gone.html")
        + '<div class="footer">',
    )
    pages["/c0/more.html"] = article("补充说明", "没有更多需要说明的内容。" * 9)
    pages["/c1/a1-3.html"] = Answer(
        body=article("无标记", "每次都整页返回。" * 15).encode(), tagged=False
    )
    pages[files[0]] = makers.xlsx()
    pages[files[1]] = f"姓名,身份证号\n张三,{ID}\n".encode("gb18030")
    pages[files[2]] = makers.zipped({"附件/名单.xlsx": makers.xlsx()})
    return pages


def town(operator: Operator, *urls: str, at_once: int = 8, **manners: float) -> None:
    """Register sites with these manners, so hasty that a night takes a second."""
    written = "".join(f", {name} = {value}" for name, value in manners.items())
    sites = "".join(
        f'[[sites]]\nid = "s{n}"\ncode = "430600001{n}"\nname = "某局{n}"\nunit = "u"\n'
        f'url = "{url}"\nrender = false\n'
        for n, url in enumerate(urls)
    )
    (operator.folder / "town.toml").write_text(
        'id = "town"\nname = "某市"\nstandard = "cn-2019-19"\nallow_networks = ["127.0.0.0/8"]\n'
        f"politeness = {{ delay_seconds = 0.0, retry_seconds = [0.05], at_once = {at_once}"
        f'{written} }}\n[[units]]\nid = "u"\nname = "某局"\n{sites}',
        encoding="utf-8",
    )


def walked(operator: Operator, site: int = 0) -> Walked:
    """Return what is known of a site now."""
    now, days = datetime.now(UTC), timedelta(days=9)
    entry = register.find("town", [operator.folder]).sites[site]
    with Archive(operator.database) as archive:
        dossier = archive.dossier(entry.record, Window(since=now - days, until=now + days))
        return Walked(
            pages=tuple(dossier.walked),
            targets={target.url: target for target in dossier.targets},
            texts={text.page.url: text.content for text in dossier.texts},
        )


def by_path(site: WalkedSite, pages: Iterable[Page]) -> dict[str, Page]:
    """Return the pages by what follows the site's address, each once."""
    listed = [page.url.replace(site.url, "/") for page in pages]
    assert len(listed) == len(set(listed))
    return dict(zip(listed, pages, strict=True))


def night(operator: Operator) -> tuple[Run, dict[str, int]]:
    """Return the latest walk, whose books are in order, and how often it cut for which reason."""
    with Archive(operator.database) as archive:
        ledger = Ledger(archive)
        run = ledger.latest("town", "pages", datetime.now(UTC) + timedelta(days=9))
        assert run is not None
        assert ledger.violations(run) == []
        return run, {reason: n for _, reason, n, _ in ledger.cuts(run)}


def rest(operator: Operator, hours: float = 24) -> None:
    """Let time go by, as far as the next look at each address is concerned."""
    with Archive(operator.database) as archive, archive.database.writing() as connection:
        for row in connection.execute(sa.select(inventory.c.id, inventory.c.due)).all():
            sooner = inventory.update().where(inventory.c.id == row.id)
            connection.execute(sooner.values(due=row.due - timedelta(hours=hours)))


def ended_so_far(operator: Operator, site: WalkedSite) -> set[str]:
    """Return the paths of which a look ended, in any run."""
    with Archive(operator.database) as archive, archive.database.reading() as connection:
        ended = sa.select(frontier.c.url).where(frontier.c.state == State.DONE)
        return {url.replace(site.url, "/") for url in connection.execute(ended).scalars()}


def known(operator: Operator) -> dict[str, str]:
    """Return every address that the inventory knows, and what it is taken for."""
    with Archive(operator.database) as archive, archive.database.reading() as connection:
        rows = connection.execute(sa.select(inventory.c.url, inventory.c.role)).all()
    return {row.url: row.role for row in rows}


def intervals(operator: Operator) -> Counter[str]:
    """Count of each page how many states of it are kept."""
    table = KINDS[Page].table
    with Archive(operator.database) as archive, archive.database.reading() as connection:
        return Counter(connection.execute(sa.select(table.c.url)).scalars())


def everything(operator: Operator) -> Iterator[tuple[str, bytes]]:
    """Yield all that a walk wrote, the key file apart: names and bytes of files, rows of tables."""
    folders = {Path(operator.folder)}
    if operator.database.startswith("sqlite"):
        folders.add(Path(operator.database.removeprefix("sqlite:///")).parent)
    for path in sorted(found for folder in folders for found in folder.rglob("*")):
        yield str(path), str(path).encode()
        if path.is_file() and path.name != "exposures.key":
            yield str(path), path.read_bytes()
    with Archive(operator.database) as archive, archive.database.reading() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in connection.execute(sa.select(table)):
                yield table.name, repr(tuple(row)).encode()
    for url, content in walked(operator).texts.items():
        yield url, content.text.encode()


def leaks(operator: Operator, *said: str) -> set[str]:
    """Name where a number, or most of it, stands in anything that was written or said."""
    found = set()
    parts = [secret[3:-1] if len(secret) > 11 else secret[2:] for secret in SECRETS]
    wide = [part.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}) for part in parts]
    wanted = [part.encode(how) for part in parts for how in ("ascii", "utf-16-le", "utf-16-be")]
    wanted += [part.encode(how) for part in wide for how in ("utf-8", "gb18030")]
    for name, data in (*everything(operator), *(("said", text.encode()) for text in said)):
        if any(part in data for part in wanted):
            found.add(name)
    return found
