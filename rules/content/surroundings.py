"""What stands around a word: quotation marks, the sentence, the words of somebody who explains.

A word that is quoted, or whose page corrects or explains it, is not used (regulations: the
complaints about wording checks are quotations, place names, old texts, names).
"""

import re

_PAIRS = tuple((pair[0], pair[1]) for pair in ("“”", "‘’", "《》", "〈〉", "「」", "『』"))
_OPENING = frozenset(opening for opening, _ in _PAIRS) | {'"', "'"}
_CLOSING = frozenset(closing for _, closing in _PAIRS) | {'"', "'"}
_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_EXPLAINS = re.compile(
    r"应为|应是“|应写作|应改为|应写为|误写|误作|误为|误用|错写|错字|别字|写成|写作|讹误|勘误|笔误"
    r"|(?:错误|不当|不规范|规范|正确)(?:的)?(?:表述|写法|用法|用语|用词|称谓|提法|说法)|纠错|禁用词|慎用词"
)
_EXPLAINING_TITLE = re.compile(
    r"错别字|易错|别字|误用|正误|辨析|勘误|更正|纠错|禁用|慎用|咬文嚼字|规范(?:用语|表述|用词|写法)"
    r"|(?:错误|不当|不规范|常见)(?:的)?(?:表述|写法|用法|用词|错误|差错)|语言文字|如何正确(?:表述|使用)"
)
_NEAR = 40
_QUOTE = 20


def in_quotes(before: str, after: str) -> bool:
    """Whether a place on a line stands between quotation or title marks."""
    for opening, closing in _PAIRS:
        opened = before.rfind(opening)
        if opened > before.rfind(closing):
            closed, again = after.find(closing), after.find(opening)
            if closed >= 0 and (again < 0 or closed < again):
                return True
    return before.count('"') % 2 == 1 and '"' in after


def alone_in_quotes(before: str, after: str) -> bool:
    """Whether the quotation marks hold nothing else: the word itself is spoken of."""
    return before[-1:] in _OPENING and after[:1] in _CLOSING


def explained(before: str, after: str) -> bool:
    """Whether the words close by speak of right and wrong wording."""
    return bool(_EXPLAINS.search(before[-_NEAR:]) or _EXPLAINS.search(after[:_NEAR]))


def explaining_title(title: str) -> bool:
    """Whether a page is about wording, by its title."""
    return bool(_EXPLAINING_TITLE.search(title))


def sentence(before: str, after: str) -> tuple[str, str]:
    """Cut what is around a word to its own sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, after[: stop.start()] if stop else after


def excerpt(before: str, word: str, after: str) -> str:
    """Return the word with twenty characters on either side, on one line."""
    left, right = " ".join(before[-_QUOTE:].split()), " ".join(after[:_QUOTE].split())
    start = "…" if len(before) > _QUOTE else ""
    return f"{start}{left}{word}{right}{'…' if len(after) > _QUOTE else ''}"
