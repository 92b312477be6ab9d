"""What a page may hold that its text does not show: behind a script, in a frame, in pictures."""

import re

from crawler.adapters import calls
from crawler.adapters.article import ArticleParts
from crawler.adapters.dom import Dom
from storage.records import PageKind

_MARKS = re.compile(
    r"conac|jiucuo|zfwzzc|kaipuyun|beian|miit|www\.gov\.cn/?$|cnzz|12377|creditchina"
)
_PICTURES_OF_A_FRAME = 3  # banner, logo and the like, which lead somewhere inside
_BARE = 200  # characters of text below which a page with scripts says nothing of itself


def is_scripted(dom: Dom, kind: PageKind, article: ArticleParts) -> bool:
    """Whether the page says that more of its content comes by script, which nobody ran."""
    if kind is PageKind.SCRIPT_ONLY or calls.asks_for_more(dom):
        return True
    return article.text_chars < _BARE and any(script.src for script in dom.scripts)


def is_opaque(dom: Dom) -> bool:
    """Whether content may stand in a frame, in a row of pictures, or behind one on another site."""
    frames = (*dom.tagged("iframe"), *dom.tagged("frame"))
    if any("src" in node.attributes for node in frames):
        return True
    pictures = {
        address
        for node in dom.tagged("img")
        if (parent := node.parent) is not None
        and parent.tag == "a"
        and not dom.text_of(parent)
        and (address := dom.absolute(parent.attributes.get("href")))
    }
    inside = sum(address.startswith(dom.own) for address in pictures)
    outside = any(
        not address.startswith(dom.own) and not _MARKS.search(address) for address in pictures
    )
    return inside > _PICTURES_OF_A_FRAME or outside
