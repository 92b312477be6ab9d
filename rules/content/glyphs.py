"""What is no writing of any kind: broken characters, letters of two scripts in one word.

Broken characters are what GBK makes of UTF-8 and of its replacement character (锟斤拷), what
debuggers fill memory with (烫, 屯), and U+FFFD itself. Look-alikes are the Cyrillic and Greek
letters that cannot be told from Latin ones: a word that mixes them is not found by any search.
"""

import re

from rules.content.lexicon import Entry, Family

BROKEN, LOOKALIKE, TRADITIONAL = "乱码", "字母混用", "繁简混用"
REPLACEMENT = "\ufffd"
RUN = 6  # as many in a row are no accident

_CYRILLIC = "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁԛԝ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = r"A-Za-z"
_WORD_LEFT = re.compile(rf"[{_LATIN}{_CYRILLIC}{_GREEK}]*\Z")
_WORD_RIGHT = re.compile(rf"\A[{_LATIN}{_CYRILLIC}{_GREEK}]*")
_STRANGE = re.compile(rf"[{_CYRILLIC}{_GREEK}]")
_OTHER_LETTER = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")

# What UTF-8 looks like when it is read as GBK or as Windows-1252; each stands in no real word.
_MISREAD = (
    "锟斤拷",
    "鏀垮簻",
    "浜烘皯",
    "鐨勫伐",
    "锛屽",
    "锛屾",
    "銆傚",
    "鈥渲",
    "Ã©",
    "â€œ",
    "â€™",
    "ï¼Œ",
    "ã€‚",
    "ä¸­å",
)
_SURE = frozenset({"锟斤拷"})

ENTRIES = (
    *(
        Entry(family=Family.SCRIPT, word=word, category=BROKEN, certain=word in _SURE, quoted=True)
        for word in (*_MISREAD, "烫烫烫", "屯屯屯", REPLACEMENT)
    ),
    *(
        Entry(family=Family.SCRIPT, word=letter, category=LOOKALIKE, quoted=True)
        for letter in _CYRILLIC + _GREEK
    ),
)


def read(entry: Entry, before: str, after: str) -> tuple[str, bool] | None:
    """Say what is wrong and whether certainly, of a hit on a line; None when nothing is.

    Only the first hit of a run or of a word counts.
    """
    if entry.category == LOOKALIKE:
        return _mixed(entry.word, before, after)
    if entry.category == BROKEN and len(set(entry.word)) == 1:
        return _run(entry.word[0], before, entry.word + after)
    return entry.word, entry.certain


def _mixed(letter: str, before: str, after: str) -> tuple[str, bool] | None:
    left, right = _WORD_LEFT.search(before), _WORD_RIGHT.search(after)
    head, tail = left[0] if left else "", right[0] if right else ""
    word = head + letter + tail
    around = before[: len(before) - len(head)][-1:] + after[len(tail) : len(tail) + 1]
    latin = len(word) - len(_STRANGE.findall(word))
    # A real Russian or Greek word holds letters that look like no Latin one; μm and Δt are units.
    if _STRANGE.search(head) or latin < 2 or _OTHER_LETTER.search(around):
        return None
    return word, False


def _run(letter: str, before: str, rest: str) -> tuple[str, bool] | None:
    if before.endswith(letter):
        return None
    length = len(rest) - len(rest.lstrip(letter))
    strange = (before + rest).count(REPLACEMENT)
    # A line that is mostly U+FFFD may have been decoded wrongly by us; 烫烫烫 may be a cry.
    ours = strange * 4 > len(before + rest)
    return letter * min(length, RUN), letter == REPLACEMENT and length >= RUN and not ours
