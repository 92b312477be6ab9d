"""How much of a text was spoilt before it reached us: decoded wrongly once, and sent as it was.

Known by what only a wrong decoding yields: 锟斤拷 (replacements of utf-8 read as GBK), 烫烫烫 and
屯屯屯 (memory that nobody filled), ï¼Œã€‚ (utf-8 read as Latin 1), 锛銆 (utf-8 read as GBK), and
the replacement character. A page that holds none of these costs a few searches and no more.
"""

import re

_LEAST = 20
"""Characters beyond ASCII, below which a share says nothing."""
_LATIN, _READ_AS_GBK = ("ï¼", "ã€", "çš„"), ("锛", "銆")
_FILLED = re.compile(r"(?:锟斤拷?|斤拷锟|锘挎|锘匡){1,200}|烫烫烫+|屯屯屯+|葺葺葺+|\ufffd+")
_AS_LATIN = re.compile(r"[\u00c2-\u00ef][\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]{1,2}")
# The ninety Hanzi that utf-8 read as GBK yields most, and that a text hardly ever holds.
_AS_GBK = re.compile(
    "[涓鍏锛浜銆瀹鍔鏈鍥鏀浣灞氬鐪鍙眬佸垮紝佹斂骞搴淇笟叕殑澶浠鍗鍘鏂佺鍚甯鍒缁渷佷鐨璁鐢寮灄鏋"
    "诲傚氱缃鐩鎬戠浼藉浗夊閲宸細屽戝鍖璐璇烘琛姟煡拰绠撳腑姙闂鏍鎶勫嗗嶅戞鐞伐鏌闄娉簬閫姘瀛哄]"
)
_FEW = 0.05
"""Below this share, these Hanzi may be names and places."""


def share(text: str) -> float:
    """Return the share of the characters beyond ASCII that were spoilt, 0 to 1.

    Args:
        text: as it was decoded, markup and scripts better left out.
    """
    latin = any(mark in text for mark in _LATIN)
    as_gbk = any(mark in text for mark in _READ_AS_GBK)
    if not latin and not as_gbk and not _may_be_filled(text):
        return 0.0
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if beyond < _LEAST:
        return 0.0
    spoilt = sum(map(len, _FILLED.findall(text)))
    if latin:
        spoilt += sum(map(len, _AS_LATIN.findall(text)))
    if as_gbk and (rare := len(_AS_GBK.findall(text))) > beyond * _FEW:
        spoilt += 2 * rare  # every second character of such a text is one that texts have, too
    return round(min(1.0, spoilt / beyond), 4)


def _may_be_filled(text: str) -> bool:
    return any(mark in text for mark in ("锟", "烫烫烫", "屯屯屯", "锘", "\ufffd"))
