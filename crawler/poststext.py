"""The posts of an account as a person reads them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from crawler.adapters.dates import day_of
from crawler.adapters.media.posts import Post, Posts, SourceState
from crawler.readingparts import shown, span
from crawler.typeset import field, padded, section, titled, wrapped

_STATES = {
    SourceState.OK: "正常",
    SourceState.EMPTY: "没有一条信息：多半是来源出了问题，不能说明账号没有发布",
    SourceState.REFUSED: "来源拒绝了我们",
    SourceState.DEAD: "来源已失效",
    SourceState.BROKEN: "内容读不懂，不能说明账号没有发布",
}
_FIRST, _LAST, _MOMENT = 10, 3, 21


def posts_as_text(path: str, seen: datetime, posts: Posts) -> str:
    """Return what stands for one feed on a terminal, lines of eighty cells at the most.

    Args:
        path: what the operator named.
        seen: when it was fetched, aware.
        posts: what was read in it.
    """
    return "".join(f"{line}\n" for line in _lines(path, seen, posts))


def _lines(path: str, seen: datetime, posts: Posts) -> Iterator[str]:
    found = posts.posts
    yield from titled(path)
    yield from field("类别", "账号的信息源（RSS、Atom或JSON Feed）")
    yield from field("账号", posts.account or "（没有读到）")
    yield from field("来源状态", _STATES[posts.source_state])
    yield from field("读取时刻", f"{shown(seen)[:16]}（北京时间）")
    if not found:
        return
    days = [day_of(post.published) for post in found if post.published]
    marks = {"置顶": sum(p.pinned for p in found), "已删除": sum(p.deleted for p in found)}
    marked = "".join(f"，{count}条{mark}" for mark, count in marks.items() if count)
    yield from section(f"信息（{len(found)}条，{len(days)}条有时间{marked}）")
    yield from wrapped(span(days, day_of(seen)), "  ")
    if len(found) <= _FIRST + _LAST + 1:
        yield from _rows(found)
    else:
        yield from _rows(found[:_FIRST])
        yield f"  （中间{len(found) - _FIRST - _LAST}条略；不加--pretty则全部列出）"
        yield from _rows(found[-_LAST:])
    unlinked = sum(post.url is None for post in found)
    if unlinked:
        yield from wrapped(f"{unlinked}条没有读到网址", "  ")


def _rows(posts: Iterable[Post]) -> Iterator[str]:
    for post in posts:
        marks = ("〔置顶〕" if post.pinned else "") + ("〔已删除〕" if post.deleted else "")
        start = "  " + padded(shown(post.published)[:16] or "没有时间", _MOMENT)
        yield from wrapped(marks + (post.title or "（没有标题）"), start)
