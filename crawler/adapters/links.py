"""The links of a page, and the text in an element: what is asked of both again and again."""

from selectolax.lexbor import LexborNode


def text_in(node: LexborNode) -> str:
    """Return all text in a node; '' for a comment.

    `text_lexbor` is several times quicker than `text`, but fails where there is none.
    """
    try:
        return "" if node.is_comment_node else node.text_lexbor()
    except RuntimeError:
        return ""


class Link:
    """An `a` of the page, with what is asked of it again and again."""

    __slots__ = ("_hint", "_shown", "href", "node", "order", "title")

    def __init__(self, node: LexborNode, order: int = 0) -> None:
        self.node = node
        self.order = order
        """Its place among the page's elements, once `Dom.order` was asked for."""
        attributes = node.attrs
        self.href: str | None = attributes.get("href")
        if self.href is None and "href" in attributes:
            self.href = ""
        """Its address as it stands there; None where it has none."""
        self.title: str | None = None
        """What it says as the title of an entry, once that was asked."""
        self._shown: str | None = None
        self._hint: str | None = None

    @property
    def shown(self) -> str:
        """Its text, white space collapsed."""
        if self._shown is None:
            self._shown = " ".join(text_in(self.node).split())
        return self._shown

    @property
    def hint(self) -> str:
        """Its `title`, white space collapsed."""
        if self._hint is None:
            said = self.node.attrs.get("title")
            self._hint = " ".join(said.split()) if said else ""
        return self._hint
