"""A grammar of pages, well-formed and not, that a tape of bytes chooses from.

A tape is one draw of hypothesis, which is quick; a shorter or smaller tape is a simpler page, so
failures shrink. Beside a page's source stands what was planted in it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

SEEN = datetime(2026, 3, 2, 4, tzinfo=UTC)
TODAY = date(2026, 3, 2)
WORDS = (
    *("关于印发示范市2026年政务公开工作要点的通知", "市政府召开常务会议研究部署安全生产工作"),
    *("通知公告", "更多", "首页", "政策解读", "领导信息", "政府信息公开指南", "张三", "市长"),
    *("来信标题", "回复时间", "来源：市府办", "浏览次数：123", "发布时间", "附件", "〔2026〕10号"),
    *("示范市", "下一页", "公示", "Notice of 2026", "a", "…", "暂无信息", "&nbsp;", "&lt;b&gt;"),
    *("示范市人民政府办公室关于做好春节期间有关工作的通…", "主办单位：示范市人民政府办公室"),
    *("网站标识码：4301000001", "湘ICP备05000001号-1", "湘公网安备 43010002000001号", "友情链接"),
    *("您当前的位置：首页 > 新闻", "链接已过期", "404 Not Found", "局长信箱", "今天是2026年3月2日"),
    *("\ufeff", "０１", "电话：0731-12345678", "联系电话：12345", "\u202e反", "\ue000"),
)
LABELS = (
    *(
        "发布时间：",
        "发布日期",
        "公开日期:",
        "日期：",
        "时间：",
        "成文日期：",
        "更新时间：",
        "来信时间：",
    ),
    *("页面生成时间：", "来信时间：", "答复时间：", "", "", "[", "（"),
)
HREFS = (
    *("./t20250101_2.html", "../a/b.html", "art/2026/2/3/art_1.html", "?id=7", "#", "", "a.pdf"),
    *("javascript:void(0)", "mailto:a@b.cn", "tel:0731", "ftp://x.cn/f", "http://", "http://a b/"),
    *("http://www.shifan.gov.cn/a.html", "http://[::1", "//x.cn/1", "\\\\x\\y", "%zz%00"),
    *("http://www.shifan.gov.cn:99999/", "http://user@h.cn/", "/a?p=%E4%BD%A0", "/x;a=b/../c"),
    *("/col/col12/index.html", "/zwgk/ldxx/", "/2024/13/45/", "\u3000", "/" + "x" * 300),
)
ESCAPES = ("", "", "", "\\ud800", "\\u0000", "\\n", "\\u202e", "\\ud83d\\ude00")
COLUMNS = (
    *("首页", "通知公告", "要闻动态", "政务公开", "领导信息", "机构职能", "政策解读", "互动交流"),
    *("办事服务", "专题专栏", "网站地图", "更多", "领导信箱"),
)
NAMES = ("王建国", "李 明", "欧阳文华", "赵四海", "市长", "张卫东", "周伟")
WRAPS = (
    *("div", "p", "span", "td", "b", "font", "ul", "li", "h1", "h2", "form", "select", "template"),
    *("noscript", "dl", "a", "table", "tr"),
)
STYLES = ("display:none", "visibility:hidden;color:red", "width:1px", "")
CLASSES = ("list", "news-list", "nav", "footer", "hot", "page", "title", "date", "content", "")
METAS = (
    *("PubDate", "pubdate", "publishdate", "SiteName", "SiteDomain", "SiteIDCode", "ColumnName"),
    *("ColumnType", "ArticleTitle", "ContentSource", "Maketime", "others", "firstpublishedtime"),
    *("Keywords", "article:published_time"),
)
FORMS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y/%m/%d} 10:20",
    lambda d: f"[{d:%m-%d}]",
    lambda d: f"{d:%Y.%m.%d}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%d} {d:%Y-%m}",
    lambda d: f"{d:%Y-%m-%dT%H:%M:%S}Z",
    lambda d: f"{d:%m}/{d:%d}",
    lambda d: f"{d:%a, %d %b %Y} 23:20:00 GMT",
    lambda d: f"{d:%b} {d.day}, {d.year}",
    lambda d: f"{d:%y-%m-%d}",
    lambda d: f"{d:%Y-%m-%d}".translate(str.maketrans("0123456789-", "０１２３４５６７８９—")),
    lambda d: "".join("〇一二三四五六七八九"[int(c)] for c in str(d.year)) + "年三月二日",
)
ODD_DATES = (
    *("2026-02-30", "2025-13-01", "0000-00-00", "9999-12-31", "2099-12-31", "1899-01-01", "13-45"),
    *("1900-01-01", "1948-12-31", "1949-01-01", "2027-03-03", "2027-03-04", "2044.04.04", "00-00"),
    *(
        "昨天",
        "今天 08:00",
        "3天前",
        "999周前",
        "刚刚",
        "2小时前",
        "32/12/2025",
        "20261301",
        "02-29",
    ),
    *("02-29", "2026-03-02 25:61", "2030年", "01 01 2050", "29-02-29", "2026年２月29日", "2月29日"),
    *("1 Jan 9999 23:00 -1200", "Fri, 31 Dec 9999 23:59:59 -2359", "1 Jan 0001 00:00 +1400"),
    *("二〇九九年十二月三十一日", "12345678901", "1772424000000", "4000000000", "1" + "0" * 320),
)
RAW = (
    *(b"<!--", b"-->", b"<![CDATA[", b"</", b"<", b">", b'"', b"'", b"&", b"&#xD800;", b"&#0;"),
    *(b"\x00", b"\x1b[2J", b"</html>", b"<!DOCTYPE x>", b"<?xml ?>", b"]]>", b"</body>"),
    *(b"<frameset>", b"<base href='http://['>", b"<plaintext"),
    *(b"\xff\xfe", b"\x80\x81", b"\xef\xbf\xbd", b"\xc4\xe3\xba\xc3", b"\xed\xa0\x80"),
)


def identity_number(area: int, day: date, serial: int) -> str:
    """Return a valid identity number (GB 11643-1999)."""
    body = f"{('110105', '430102', '652901', '441900')[area % 4]}{day:%Y%m%d}{serial:03}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


class Page:
    """A page that is being written from a tape."""

    def __init__(
        self, tape: bytes, *, turned: bool = False, lists: bool = False, raw: Sequence[bytes] = RAW
    ) -> None:
        """Write the page.

        Args:
            tape: the choices; past its end every choice is the first one.
            turned: whether each tag has its attributes in the opposite order.
            lists: whether lists are most of what it holds.
            raw: bytes that may stand between the tags.
        """
        self.planted: list[str] = []
        self._raw = raw
        self._tape, self._at, self._turned = tape, 0, turned
        self._pieces: list[str | bytes] = []
        self._encoding = self._of(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16"))
        if self._below(16) == 15:
            self._answer()
        else:
            self._write((self._list, self._table, self._node) if lists else self._parts)

    @property
    def _parts(self) -> Sequence[Callable[[], None]]:
        return (
            *(self._list, self._article, self._table, self._menu, self._node, self._script),
            *(self._leaders, self._node),
        )

    @property
    def body(self) -> bytes:
        """What a server would send."""
        mark = b"\xff\xfe" if self._encoding == "utf-16" else b""
        codec = "utf-16-le" if self._encoding == "utf-16" else self._encoding
        return mark + b"".join(
            piece if isinstance(piece, bytes) else piece.encode(codec, "ignore")
            for piece in self._pieces
        )

    def _below(self, limit: int) -> int:
        if self._at >= len(self._tape):
            return 0
        self._at += 1
        return self._tape[self._at - 1] % limit

    def _of(self, options: Sequence[Any]) -> Any:
        return options[self._below(len(options))]

    def _add(self, *pieces: str | bytes) -> None:
        self._pieces.extend(pieces)

    def _open(self, tag: str, **attributes: str | None) -> None:
        pairs = [(name.strip("_").replace("_", "-"), value) for name, value in attributes.items()]
        pairs = [(name, value) for name, value in pairs if value is not None]
        for _ in range(self._below(3)):
            name, options = self._of((("class", CLASSES), ("style", STYLES), ("id", CLASSES)))
            if name not in dict(pairs):
                pairs.append((name, self._of(options)))
        if self._turned:
            pairs.reverse()
        written = "".join(
            f" {name}" if value == "" and name == "hidden" else f' {name}="{value}"'
            for name, value in pairs
        )
        self._add(f"<{tag}{written}>")

    def _write(self, parts: Sequence[Callable[[], None]]) -> None:
        if self._below(8) == 7:
            self._add(self._of(self._raw))
        self._add("<html><head>")
        for _ in range(self._below(5)):
            self._meta()
        self._add(f"<title>{self._text()}</title></head><body>")
        while self._at < len(self._tape):
            self._of(parts)()
        if self._below(2):
            self._add("</body></html>")

    def _text(self) -> str:
        if self._below(12) == 11:
            return f"身份证号：{self._card()}，请核对"
        return str(self._of(WORDS))

    def _card(self) -> str:
        day = date(1950, 1, 1) + timedelta(days=self._below(256) * 71)
        number = identity_number(self._below(4), day, self._below(256))
        self.planted.append(number)
        return number

    def _date(self) -> str:
        if self._below(5) == 4:
            return str(self._of(ODD_DATES))
        days = self._below(256) * (1, 1, 7, 40, -1)[self._below(5)]
        return str(self._of(FORMS)(TODAY - timedelta(days=days)))

    def _href(self) -> str:
        choice = self._below(8)
        if choice < 4:
            return f"/tz/2026{choice + 1:02}/t202602{choice + 10}_{self._below(256)}.html"
        if choice == 7:
            return f"/cx?{self._of(('sfzh', 'id', 'k'))}={self._card()}&a=1"
        return str(self._of(HREFS))

    def _meta(self) -> None:
        if self._below(6) == 5:
            claim = self._of(("utf-8", "gb2312", "big5", "idna", "utf-16"))
            self._open("meta", http_equiv="Content-Type", content=f"text/html; charset={claim}")
            return
        name = self._of(METAS)
        content = self._date() if self._below(2) else self._text()
        self._open("meta", **{self._of(("name", "property")): name, "content": content})

    def _link(self) -> None:
        text = self._text()
        title = self._text() if self._below(4) == 3 else None
        hidden = "" if self._below(12) == 11 else None
        self._open("a", href=self._href(), title=title, hidden=hidden)
        self._add(text if self._below(6) else "<img src='a.png'>")
        if self._below(10) < 9:
            self._add("</a>")

    def _stamp(self) -> None:
        tag = self._of(("span", "em", "td", "i", ""))
        text = self._of(LABELS) + self._date()
        self._add(f"<{tag}>{text}</{tag}>" if tag else f" {text} ")

    def _list(self) -> None:
        if self._below(3) == 0:
            self._add(f"<h2>{self._text()}</h2>")
        outer, inner = self._of((("ul", "li"), ("dl", "dd"), ("div", "div"), ("ol", "li")))
        commented = self._below(8) == 7
        self._open(outer)
        self._add("<!--" if commented else "")
        for _ in range(self._below(9)):
            self._open(inner)
            self._link()
            if self._below(6):
                self._stamp()
            if self._below(6):
                self._add(f"</{inner}>")
        self._add("-->" if commented else "", f"</{outer}>" if self._below(8) else "")

    def _table(self) -> None:
        self._open("table")
        heads = (
            "<tr><th>信件标题</th><th>来信时间</th><th>回复时间</th></tr>",
            "<tr><td>名称</td><td>索引号</td><td>发布日期</td></tr>",
            "",
        )
        self._add(self._of(heads))
        for _ in range(self._below(6)):
            self._add("<tr><td>")
            self._link() if self._below(3) else self._add(self._text())
            self._add(f"</td><td>{self._date()}</td><td>{self._date()}")
            self._add("</td></tr>" if self._below(5) else "<tr>")
        self._add("</table>" if self._below(6) else "")

    def _article(self) -> None:
        self._add(f"<h1>{self._text()}</h1><div class='info'>")
        for _ in range(self._below(4)):
            self._stamp()
        self._add(f"</div><div id='zoom'><p>{self._text() * (1 + self._below(3))}</p>")
        if self._below(3) == 2:
            self._open("a", href=self._of(("/a/b.pdf", "1.doc", "x.xls")), title=self._text())
            self._add(f"{self._text()}</a>")
        self._add("</div>")

    def _menu(self) -> None:
        self._open("div", id=self._of(("nav", "menu", "foot")))
        for _ in range(self._below(9)):
            self._add("<li>")
            self._open("a", href=f"/{self._of(('zwgk', 'hdjl', 'tzgg', 'ldzc'))}/{self._below(9)}/")
            self._add(self._of(COLUMNS), "</a>")
        self._add("</div>")

    def _leaders(self) -> None:
        self._add(f"<h3>{self._of(('领导信息', '领导之窗', '市长', '副市长'))}</h3>")
        for _ in range(self._below(5)):
            self._add(f"<li><a href='/ld/{self._below(9)}/'>{self._of(NAMES)}</a></li>")
            self._add(f"<p>{self._of(('市委副书记、市长', '副市长', ''))}</p>")
            self._add(f"<p>{self._text()}</p>" if self._below(2) else "")

    def _script(self) -> None:
        kind = self._below(5)
        forms = (
            f"<script>var listData=[{self._rows()}];</script>",
            "<script>$.get('/api/list?p=1',function(){});"
            f'var ct = "{self._of(ODD_DATES)}";</script>',
            f"<style>.a{{color:red}} /* {self._date()} */</style>",
            f"<!-- {self._text()} {self._date()} -->",
            f"<iframe src='{self._href()}'></iframe>",
        )
        self._add(forms[kind])

    def _rows(self) -> str:
        quote = self._of(('"', '"', ""))  # without it, moments are numbers, or it is no JSON
        return ",".join(
            f'{{"title":"{self._text()}{self._of(ESCAPES)}","url":"{self._href()}",'
            f'"pubDate":{quote}{self._date()}{quote}}}'
            for _ in range(self._below(6))
        )

    def _answer(self) -> None:
        """Write the answer of an interface in place of a page."""
        rows = self._rows()
        forms = (
            f'{{"total":3,"data":[{rows}]}}',
            f"callback([{rows}]);",
            f"<datastore><recordset><record><![CDATA[<li>{self._card()}</li>]]></record>",
            f"[{rows}",
        )
        self._add(self._of(forms))

    def _node(self) -> None:
        choice = self._below(5)
        if choice == 0:
            self._add(self._text())
        elif choice == 1:
            self._open(self._of(WRAPS))
        elif choice == 2:
            self._add(f"</{self._of(WRAPS)}>")
        elif choice == 3:
            self._add(self._of(self._raw))
        else:
            self._stamp()
