"""Who owns a host: the registrable domain, by the rules that links out of Chinese sites meet.

Written from knowledge of the registries' rules, not from the public suffix list: all of .cn, and
of other countries the second levels that every registry uses. An unknown suffix counts as one
label, so two names are rather taken for one owner's than for two owners'.
"""

import re
from urllib.parse import urlsplit

_CN = re.compile(
    "ac|com|edu|gov|mil|net|org"  # 类别域名
    "|ah|bj|cq|fj|g[dsxz]|h[abeikln]|j[lsx]|ln|mo|n[mx]|qh|s[cdhnx]|t[jw]|x[jz]|yn|zj"  # 行政区域名
    "|xn--55qx5d|xn--io0a7i|xn--od0alg"  # 公司、网络
)
_ELSEWHERE = re.compile("ac|com?|edu|gob?|gov|idv|mil|net?|nom|org?")
_LITERAL = re.compile(r"[\d.]+|\[?[0-9a-f]*:[0-9a-f:.]*\]?")
_OFFICES = re.compile(r"(?:.*\.)?(?:gov\.cn|mil\.cn|政务|政务\.cn|xn--zfr164b|公益|xn--55qw42g)")


def host_of(url: str) -> str:
    """Return the host of a web address, lower-case and ASCII; '' where there is none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def registrable(host: str) -> str:
    """Return the domain that somebody registered: fgj.yueyang.gov.cn is yueyang.gov.cn's.

    Args:
        host: a name as `host_of` gives it. An IP address is its own owner.
    """
    labels = host.split(".")
    if len(labels) < 2 or _LITERAL.fullmatch(host):
        return host
    top, second = labels[-1], labels[-2]
    seconds = _CN if top == "cn" else _ELSEWHERE
    wide = len(top) == 2 and seconds.fullmatch(second) is not None
    return ".".join(labels[-3:] if wide else labels[-2:])


def owner_of(url: str) -> str:
    """Return whose an address is: its registrable domain, or IP address and port.

    Servers at two ports of one IP address are two people's until shown otherwise.
    """
    host = host_of(url)
    if not _LITERAL.fullmatch(host):
        return registrable(host)
    try:
        port = urlsplit(url).port
    except ValueError:
        return host
    return host if port is None else f"{host}:{port}"


def is_office(host: str) -> bool:
    """Whether a host stands under a suffix that only public bodies get (国办函〔2018〕55号)."""
    return _OFFICES.fullmatch(host) is not None


def same_owner(url: str, other: str) -> bool:
    """Whether two addresses stand under one registrable domain."""
    return owner_of(url) == owner_of(other)
