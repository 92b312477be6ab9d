"""No private number that a page shows reaches the database, a log or a report."""

from pathlib import Path

import pytest

from tests.localsite import office, serve
from tests.operator_at_work import Operator

CARD = "11010519491231002X"  # a made-up person's, with a right check digit
MOBILE = "13912345678"


@pytest.fixture
def pages() -> dict[str, str]:
    made = office(columns=5)
    leak = (
        f'<li><a href="/c0/x.html?sfz={CARD}&tel={MOBILE}" title="关于{CARD}低保的公示">'
        f"关于张某（{CARD}，电话{MOBILE}）低保待遇的公示</a><span>2026-11-21</span></li>"
    )
    made["/c0/"] = made["/c0/"].replace('<ul class="list">', f'<ul class="list">{leak}', 1)
    made["/"] = (
        made["/"]
        .replace("<title>", f"<title>{MOBILE} ")
        .replace("工作动态1<", f"值班{MOBILE}<")
        .replace("网站标识码", f"联系电话：{MOBILE} 网站标识码")
        .replace('<ul class="list">', f'<ul class="list">{leak}', 1)
    )
    made["/c2/"] = f"<html><title>{CARD}</title><body>{MOBILE} 的页面不存在</body></html>"
    made["/c3/"] = f'<html><meta http-equiv="refresh" content="0;url=/q?sfz={CARD}"></html>'
    made["/c4/"] = (
        "<html><body><div class='list'></div><script>"
        f"$.get('/api/list?tel={MOBILE}&page=1', show);</script></body></html>"
    )
    return made


def test_nothing_leaks(tmp_path: Path, pages: dict[str, str]) -> None:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'var' / 'town.db'}")
    said = []
    with serve(pages) as site:
        operator.register(site)
        for words in (
            ("crawl", "columns", "-a", "city=town"),
            ("audit", "town"),
            ("report", "town"),
        ):
            status, out, err = operator.type(*words)
            assert status in {0, 1, 2}
            said.append(out + err)

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in kept)
    assert any(path.suffix == ".html" for path in kept)
    texts = [path.read_bytes().decode("utf-8", "replace") for path in kept]
    for number in (CARD, MOBILE):
        assert not [path.name for path, text in zip(kept, texts, strict=True) if number in text]
        assert number not in "".join(said)
    assert any("139********" in text for text in texts), "nothing was masked: was it read at all?"
