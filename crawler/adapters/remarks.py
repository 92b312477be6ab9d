"""What an operator is told of how well a body's text could be had, in Chinese."""

from crawler.adapters import mojibake
from crawler.adapters.decode import Decoded

_SPOILT = 0.01  # share of mojibake from which on it is said


def on_mojibake(text: str) -> tuple[str, ...]:
    """Say that a text was mojibake before it was sent: then it is not read completely."""
    share = mojibake.share(text)
    return (f"约{share:.0%}的文字是乱码，页面发出前就已如此",) if share >= _SPOILT else ()


def on_decoding(decoded: Decoded) -> tuple[str, ...]:
    """Say what could not be decoded, and where a page declares an encoding that it is not in."""
    notes = []
    if not decoded.complete:
        notes.append(f"有{decoded.replaced}个字符无法解码，页面内容不完整")
    family = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8"}
    declared = family.get(decoded.declared or "", decoded.declared)
    if declared and declared != decoded.encoding:
        notes.append(f"页面声明的编码为{decoded.declared}，实际为{decoded.encoding}")
    return tuple(notes)
