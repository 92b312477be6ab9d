"""The pages of a list that no link on it names: its script writes them, or its interface counts.

Sources: the paging scripts of TRS WCM (createPageHTML, Pager), of 开普 UCAP (the same with the id
of a box first, pages counted from 1), of 新点 (an address put together of the page's number), the
`nextgroup` of 大汉 jcms, and interfaces whose address counts pages.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

_NUMBER = r"""\s*['"]?(\d{1,6})['"]?\s*"""
_NAME = r"""\s*['"]([\w/.-]{1,80})['"]\s*"""
_TRS = re.compile(rf"create\w*Page\w*\({_NUMBER},{_NUMBER},{_NAME},\s*['\"]\.?(\w{{2,6}})['\"]")
_UCAP = re.compile(
    rf"create\w*Page\w*\(\s*['\"][\w-]{{1,60}}['\"]\s*,{_NUMBER},{_NUMBER},{_NAME},"
    r"\s*['\"]\.?(\w{2,6})['\"]"
)
_PAGER = re.compile(
    r"Pager\(\{\s*size\s*:\s*(\d{1,6})\b[^}]{0,80}?prefix\s*:\s*['\"]([\w/.-]{1,80})['\"]"
    r"\s*,\s*suffix\s*:\s*['\"](\w{2,6})['\"]"
)
_PUT_TOGETHER = re.compile(
    r"""['"]([\w/.:-]{1,200}[/_-])['"]\s*\+\s*\(?\s*[\w.]{0,40}(?:page|index)\w*\s*(\+\s*1\s*)?\)?"""
    r"""\s*\+\s*['"](\.\w{2,6})['"]""",
    re.IGNORECASE,
)
_SIZE = re.compile(r"""['"]?page_?size['"]?\s*[:=]\s*['"]?(\d{1,4})\b""", re.IGNORECASE)
_TOTAL = re.compile(
    r"""['"]?total(?:_?(?:count|records?|items?))?['"]?\s*[:=]\s*['"]?(\d{1,7})\b""", re.IGNORECASE
)
_GROUP = re.compile(r"<nextgroup>(.*?)</nextgroup>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*['"]([^'"]{1,1500})['"]""", re.IGNORECASE)
_COUNTED = re.compile(
    r"([?&/](?:page|pageno|pageindex|pagenum|currentpage|curpage|pn|p)[=/])(\d{1,4})(?=$|[&/?#.])",
    re.IGNORECASE,
)
MOST = 400  # pages of one list


def written(script: str, base: str) -> Iterator[str]:
    """Yield the addresses of a list's pages that its script writes links to.

    Args:
        script: one of the page's scripts, or the text of a datastore.
        base: what its addresses are relative to.
    """
    if "nextgroup" in script:
        for group in _GROUP.finditer(script):
            for href in _HREF.finditer(group[1]):
                yield urljoin(base, unescape(href[1]))
    if "age" not in script:  # page, Page, Pager
        return
    for name, first, last in _series(script):
        for number in range(first, min(last, MOST) + 1):
            yield urljoin(base, name.format(number))


def _series(script: str) -> Iterator[tuple[str, int, int]]:
    """Yield names with a place for the page's number, its first value and its last."""
    if "create" in script:
        if found := _TRS.search(script):
            yield f"{found[3]}_{{}}.{found[4]}", 1, int(found[1]) - 1
        elif found := _UCAP.search(script):
            yield f"{found[3]}_{{}}.{found[4]}", 2, int(found[1])
    if found := _PAGER.search(script):
        yield f"{found[2]}_{{}}.{found[3]}", 1, int(found[1]) - 1
    lower = script.lower()  # a search that minds no case is slow
    if not ("size" in lower and "total" in lower):
        return
    size, total = _SIZE.search(script), _TOTAL.search(script)
    if size and total and int(size[1]) and (found := _PUT_TOGETHER.search(script)):
        pages = -(-int(total[1]) // int(size[1]))
        first = 2 if found[2] else 1
        yield f"{found[1]}{{}}{found[3]}", first, pages if found[2] else pages - 1


def following(url: str) -> str | None:
    """Return the address of an interface's next page; None where it does not count pages."""
    found = _COUNTED.search(url)
    if found is None or int(found[2]) >= MOST:
        return None
    return f"{url[: found.start(2)]}{int(found[2]) + 1}{url[found.end(2) :]}"
