import json
from datetime import datetime

import pytest

from crawler.adapters import read
from crawler.adapters.dates import BEIJING, day_of
from crawler.adapters.reading import Document, Reading
from storage.records import PageKind

URL = "http://www.sf.gov.cn/col/col80179/index.html"
SEEN = datetime(2022, 5, 1, 12, tzinfo=BEIJING)
ITEMS = [
    {
        "title": f"示范市关于第{n}批项目的公示",
        "url": f"/content/post_{n}.html",
        "day": f"2022-04-0{n}",
    }
    for n in range(1, 5)
]
ROWS = "".join(
    f'<li><a href="{i["url"]}" title="{i["title"]}">{i["title"]}</a><b>{i["day"]}</b></li>'
    for i in ITEMS
)
RECORDS = (
    "<datastore><totalrecord>4</totalrecord><recordset>"
    + "".join(f"<record><![CDATA[{row}</li>]]></record>" for row in ROWS.split("</li>")[:-1])
    + "</recordset></datastore>"
)


def reading_of(text: str, url: str = URL) -> Reading:
    return read(Document(url=url, body=text.encode(), fetched_at=SEEN))


def page(script: str, main: str = '<div id="list"></div>') -> str:
    return f"<html><head><title>公示</title></head><body>{main}{script}</body></html>"


def seen_in(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (e.title, e.url, day_of(e.published).isoformat()) for e in reading.entries if e.published
    ]


EXPECTED = [(i["title"], f"http://www.sf.gov.cn{i['url']}", i["day"]) for i in ITEMS]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(page(f'<script type="text/xml">{RECORDS}</script>'), id="records in a page"),
        pytest.param(RECORDS, id="records alone"),
        pytest.param('<?xml version="1.0" encoding="utf-8"?>' + RECORDS, id="declared records"),
        pytest.param(
            page("", f'<ul id="l"><!--{ROWS}--></ul>'), id="a comment that fills its list"
        ),
        pytest.param(
            page(
                "<script>var listData = {articleList:"
                + json.dumps(
                    [
                        {
                            "title": i["title"],
                            "urls": json.dumps({"pc": i["url"]}),
                            "pubDate": i["day"] + " 16:59",
                        }
                        for i in ITEMS
                    ],
                    ensure_ascii=False,
                )
                + "};</script>"
            ),
            id="an array in a script",
        ),
        pytest.param(
            page(
                "<script>var d = ["
                + ",".join(
                    f"{{title:'{i['title']}',url:'{i['url']}',date:'{i['day']}'}}" for i in ITEMS
                )
                + "];</script>"
            ),
            id="an array with bare keys",
        ),
    ],
)
def test_lists_that_a_script_lays_out(text: str) -> None:
    assert seen_in(reading_of(text)) == EXPECTED


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            {
                "articles": [
                    {"title": i["title"], "url": i["url"], "display_publish_time": i["day"]}
                    for i in ITEMS
                ],
                "total": 4,
            },
            id="gkmlpt",
        ),
        pytest.param(
            {
                "articles": [
                    {
                        "title": i["title"],
                        "url": i["url"],
                        "first_publish_time": int(
                            datetime.fromisoformat(i["day"]).replace(tzinfo=BEIJING).timestamp()
                        ),
                    }
                    for i in ITEMS
                ]
            },
            id="seconds",
        ),
        pytest.param(
            {
                "data": {
                    "results": [
                        {
                            "title": i["title"],
                            "url": i["url"],
                            "publishedTimeStr": i["day"] + " 08:00",
                        }
                        for i in ITEMS
                    ]
                }
            },
            id="ucap",
        ),
        pytest.param({"code": 200, "data": {"html": f"<ul>{ROWS}</ul>"}}, id="markup in json"),
    ],
)
def test_answers_of_interfaces(answer: dict[str, object]) -> None:
    text = json.dumps(answer, ensure_ascii=False)

    assert seen_in(reading_of(text)) == EXPECTED
    assert seen_in(reading_of(f"callback({text});")) == EXPECTED


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param({"total": 0, "articles": []}, PageKind.LIST, id="gkmlpt"),
        pytest.param(
            {"code": 200, "data": {"totalCount": 0, "rows": []}}, PageKind.LIST, id="rows"
        ),
        pytest.param({"total": 3, "articles": []}, PageKind.OTHER, id="a total and no rows"),
        pytest.param({"code": 500, "msg": "系统异常", "total": 0}, PageKind.OTHER, id="an error"),
        pytest.param({"success": False, "total": 0}, PageKind.OTHER, id="no success"),
        pytest.param({"error": "no such channel", "count": 0}, PageKind.OTHER, id="a failure"),
        pytest.param({"articles": []}, PageKind.OTHER, id="no total"),
        pytest.param({"total": 0, "classify": {"count": 7}}, PageKind.OTHER, id="two totals"),
        pytest.param({"total": 0, "data": [{"bt": "一"}]}, PageKind.OTHER, id="unread rows"),
        pytest.param([], PageKind.OTHER, id="an array"),
    ],
)
def test_an_answer_says_by_its_total_that_there_is_none(answer: object, kind: PageKind) -> None:
    reading = reading_of(json.dumps(answer, ensure_ascii=False))

    assert (reading.kind, reading.entries) == (kind, ())


def test_a_datastore_says_by_its_total_that_there_is_none() -> None:
    store = "<datastore><totalrecord>{}</totalrecord><recordset></recordset></datastore>"

    assert reading_of(store.format(0)).kind is PageKind.LIST
    assert reading_of(store.format(4)).kind is PageKind.OTHER


def test_columns_in_json_are_no_articles() -> None:
    columns = [
        {"name": f"第{n}个栏目", "url": f"/c/{n}", "releaseTime": 1649000000000, "childCount": 0}
        for n in range(9)
    ]

    assert reading_of(json.dumps(columns)).entries == ()


def test_an_old_list_left_in_a_comment_does_not_win() -> None:
    old = ROWS.replace("2022-04", "2012-04").replace("批", "批旧")

    reading = reading_of(page("", f"<ul>{ROWS}</ul><ul><!--{old}{old}--></ul>"))

    assert seen_in(reading) == EXPECTED


@pytest.mark.parametrize(
    ("script", "source"),
    [
        (
            '$("#1").jpage({"proxyUrl":"/module/web/jpage/dataproxy.jsp",'
            '"param":{"webid":1,"columnid":80179}});',
            "http://www.sf.gov.cn/module/web/jpage/dataproxy.jsp?webid=1&columnid=80179",
        ),
        (
            'window._CONFIG = {"SITE_ID": 755, "ARTICLE_API": "/gkmlpt/api/all/3043?page=1"};',
            "http://www.sf.gov.cn/gkmlpt/api/all/3043?page=1",
        ),
        (
            'var columnId = "3043"; $.get("/gkmlpt/api/all/" + columnId + "?page=" + page, show);',
            "http://www.sf.gov.cn/gkmlpt/api/all/3043?page=1",
        ),
        (
            '$.ajax({url: "/common/search/abc123", data: {_pageSize: 15, page: pageNo}});',
            "http://www.sf.gov.cn/common/search/abc123?_pageSize=15&page=1",
        ),
    ],
)
def test_sources_that_the_script_names(script: str, source: str) -> None:
    reading = reading_of(page(f"<script>{script}</script>"))

    assert reading.sources == (source,)
    assert reading.entries == ()


def test_addresses_that_are_no_lists_are_no_sources() -> None:
    script = 'var url = "/images/list.png"; $.get("/footer.html"); var api = base + "/api/" + x;'

    assert reading_of(page(f"<script>{script}</script>")).sources == ()


def test_a_page_that_asks_for_its_content_says_so() -> None:
    assert reading_of(page("<script>$.getJSON('/d.json', show)</script>")).scripted
    assert not reading_of(page("<script>var a = 1;</script>", f"<ul>{ROWS}</ul>" * 3)).scripted
