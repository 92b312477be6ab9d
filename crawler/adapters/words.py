"""Which of some words a source holds, all looked for in one pass: most pages hold few of them.

The words of scripts and of their like are looked for in the whole source, where scripts are as
they were written. A page that holds none need not be looked at more closely.
"""

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, MatchKind


class Words:
    """Words to look for in bytes, however many, at the price of one."""

    def __init__(self, words: Iterable[bytes]) -> None:
        """Take the words."""
        self.words = tuple(dict.fromkeys(words))
        self._behind = [[*_behind(word, self.words)] for word in self.words]
        self._finder = BytesAhoCorasick(self.words, MatchKind.LeftmostFirst)

    def held_by(self, source: bytes) -> set[bytes]:
        """Return the words that a source holds."""
        found: set[bytes] = set()
        for number, start, _ in self._finder.find_matches_as_indexes(source):
            found.add(self.words[number])
            for at, word in self._behind[number]:
                if source.startswith(word, start + at):
                    found.add(word)
        return found


def _behind(found: bytes, words: Iterable[bytes]) -> Iterable[tuple[int, bytes]]:
    """Yield what a found word may hide, as matches do not overlap, and where that would begin."""
    for at in range(len(found)):
        rest = found[at:]
        for word in words:
            if word != found and (word.startswith(rest) or rest.startswith(word)):
                yield at, word


OF_WECHAT = (
    b"js_article", b"js_content", b"activity-name", b"rich_media_title", b"weui-msg", b"mesg-block",
)  # fmt: skip
ASKING = (
    *(b"%s.%s" % (name, verb) for name in (b"$", b"jQuery") for verb in (b"ajax", b"get", b"post")),
    b"fetch(", b"XMLHttpRequest", b"axios", b".load(", b"loadPageData", b"{{#each", b"v-for=",
    b"ng-repeat",
)  # fmt: skip
"""What a script holds that asks for more, or lays out what it was given."""
CALLING = (*ASKING, b"url", b"proxyUrl", b"dataUrl", b"apiUrl", b".open(")
"""What one holds that names where it asks."""
NAMING = (b"/api/", b"dataproxy.jsp?")
LABELS = tuple(
    (verb + noun).encode() for verb in ("发布", "公开", "发表") for noun in ("日期", "时间")
)
"""Labels of publication, as the source has them."""
ASKED = Words(
    (
        *OF_WECHAT, *CALLING, *NAMING, *LABELS,
        b"weixin", b"document.write", b"<record>", b"title=", b"TITLE=",
    )
)  # fmt: skip
