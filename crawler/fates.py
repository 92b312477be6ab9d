"""How a look ended: the one classifier, total over exceptions and answers.

Every exception and every answer gets exactly one `Fate` and a line for a person. What is not in
the tables is ours (`LOCAL_BUG`) until proven otherwise. Libraries' exceptions are known by name
(`crawler.fate_names`), so that a process that uses one library does not load the others.
Soft errors (an error page with status 200) are told by the adapters, which read the text.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from crawler import challenges, fate_names
from crawler.bodies import Content, Mark, content_of
from storage.records import Fate

if TYPE_CHECKING:
    from scrapy.http import Response

Ending = tuple[Fate, str]
"""How it ended, and one short line in Chinese for a person."""

# Flags that Scrapy's handler and our redirects set, beside the marks of `crawler.bodies`.
CUT = "dataloss"  # the connection ended before the promised length
OPEN_END = "partial"  # the end of the connection is all that says where the body ends
LOOP = "redirect-loop"
OFFSITE = "redirect-offsite"
BAD_TARGET = "redirect-bad-target"
LEGACY_TLS = "legacy-tls"


class Ended(Exception):  # noqa: N818 - how a look ended is no error of the program
    """A look ended before an answer, by our own decision or discovery.

    Attributes:
        fate: how it ended.
        note: one line in Chinese for a person.
    """

    fate: Fate = Fate.LOCAL_BUG
    note: str = "检查程序自身出错"

    def __init__(self, fate: Fate, note: str) -> None:
        super().__init__(f"{fate}: {note}")
        self.fate = fate
        self.note = note


def of_failure(error: BaseException) -> Ending:
    """Say how a look ended that brought an exception. Total; unknown exceptions are ours.

    The causes that libraries wrap are looked at as well, and what is specific (an errno, a TLS
    reason, a decision of ours) wins over what is general ("connection failed").
    """
    chain = list(_chain(error))
    for link in chain:
        if isinstance(link, Ended):
            return link.fate, link.note
    for link in chain:
        if ending := fate_names.specific(link):
            return ending
    for link in chain:
        if ending := fate_names.by_name(link):
            return ending
    return Fate.LOCAL_BUG, "检查程序自身出错"


def of_response(response: "Response") -> Ending:
    """Say how a look ended that brought a Scrapy response, by its flags too."""
    headers = {
        name.decode("latin-1").lower(): b"\n".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return of_answer(response.status, headers, response.body, marks=response.flags)


def of_answer(
    status: int, headers: Mapping[str, str], body: bytes, *, marks: Collection[str] = ()
) -> Ending:
    """Say how a look ended that brought an answer. Total over status 0 to 999.

    Args:
        status: the HTTP status.
        headers: by lower-case name; repeated ones joined by line breaks.
        body: decoded by `crawler.bodies`.
        marks: the decoder's marks and the flags of this module.
    """
    if ending := _by_marks(marks):
        return ending
    if ending := challenges.recognise(status, headers, body):
        return ending
    if not 200 <= status <= 599:
        return Fate.HTTP_PROTOCOL, f"服务器返回了无法理解的状态码（{status}）"
    if status >= 400:
        return _error(status)
    if status >= 300:
        return _redirect(status, headers, marks)
    return _opened(status, body, marks)


def _by_marks(marks: Collection[str]) -> Ending | None:
    if Mark.BOMB in marks:
        return Fate.BOMB, "压缩内容展开后异常膨胀，未予读取"
    if Mark.TOO_LARGE in marks:
        return Fate.SIZE_LIMIT, "内容超过大小上限，未予读取"
    if Mark.UNDECODABLE in marks:
        return Fate.HTTP_PROTOCOL, "内容的压缩格式与声明不符，无法还原"
    return None


def _error(status: int) -> Ending:
    if status >= 500:
        return Fate.HTTP_5XX, f"{_WORDS.get(status, '服务器出错')}（{status}）"
    if status in {401, 403, 407, 451}:
        return Fate.FORBIDDEN, f"服务器拒绝访问（{status}）"
    return Fate.HTTP_4XX, f"{_WORDS.get(status, '服务器不接受请求')}（{status}）"


_WORDS = {
    404: "页面不存在",
    410: "页面已删除",
    500: "服务器内部错误",
    502: "网关错误",
    503: "服务暂不可用",
    504: "网关超时",
}


def _redirect(status: int, headers: Mapping[str, str], marks: Collection[str]) -> Ending:
    if status == 304:
        return Fate.HTTP_EMPTY, "服务器没有给出内容（304）"
    if LOOP in marks:
        return Fate.HTTP_3XX_LOOP, "反复跳转，没有终点"
    if OFFSITE in marks:
        return Fate.HTTP_3XX_OFFSITE, "跳转到了本网站以外的地址"
    if BAD_TARGET in marks:
        return Fate.HTTP_3XX_NO_LOCATION, f"跳转的目标不是网页地址（{status}）"
    if not headers.get("location", "").strip():
        return Fate.HTTP_3XX_NO_LOCATION, f"要求跳转却没有给出目标（{status}）"
    return Fate.HTTP_3XX_LOOP, f"跳转没有到达页面（{status}）"


def _opened(status: int, body: bytes, marks: Collection[str]) -> Ending:
    content = content_of(body)
    cut = Mark.TRUNCATED in marks or CUT in marks
    if content is Content.EMPTY or status in {204, 205}:
        if cut:
            return Fate.HTTP_TRUNCATED, "内容没有传完就断开了"
        return Fate.HTTP_EMPTY, f"服务器没有给出内容（{status}）"
    if content is not Content.PAGE:
        return Fate.HTTP_NOT_A_PAGE, "返回的不是网页而是" + (
            "图片" if content is Content.IMAGE else "文件"
        )
    if cut or (OPEN_END in marks and _lacks_its_end(body)):
        return Fate.HTTP_TRUNCATED, "内容没有传完就断开了"
    if status == 206:
        return Fate.HTTP_TRUNCATED, "服务器只给出了部分内容（206）"
    note = "网站使用过时的加密协议" if LEGACY_TLS in marks else ""
    return Fate.OPENED, note


def _lacks_its_end(body: bytes) -> bool:
    """Whether HTML breaks off: it begins a document and never closes it."""
    head, tail = body[:2048].lower(), body[-4096:].lower()
    return b"<html" in head and b"</html" not in tail and b"</body" not in tail


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it wraps: causes, groups, Twisted's lists of reasons."""
    seen: set[int] = set()
    waiting = [error]
    while waiting and len(seen) < 64:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += _wrapped(link)


def _wrapped(error: BaseException) -> Iterator[BaseException]:
    reasons = getattr(error, "reasons", ())
    for reason in reasons if isinstance(reasons, list | tuple) else ():
        value = getattr(reason, "value", reason)
        if isinstance(value, BaseException):
            yield value
    if isinstance(error, BaseExceptionGroup):
        yield from error.exceptions
    yield from (each for each in error.args if isinstance(each, BaseException))  # httpcore's way
    if error.__cause__ is not None:
        yield error.__cause__
    elif error.__context__ is not None and not error.__suppress_context__:
        yield error.__context__
