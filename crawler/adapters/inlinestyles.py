"""What an element's own style does to those who look at it: whether it keeps it from their eyes.

Only what stands in the element itself is read, no style sheet. `Sight.soft` is what menus, tabs
and dialogs do, too, until a script unfolds them; the rest nobody does but to hide.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_FAR, _FAR_MARGIN = -500, -900  # px, beyond the edge of any screen that the rest is laid out for
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%)?")
_CLIPPED = re.compile(r"rect\(\s*0\w*[\s,]+0\w*[\s,]+0\w*[\s,]+0\w*\s*\)|inset\((?:50|100)%\)")
_ALPHA = re.compile(r"opacity\s*=\s*0\b(?!\.)")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*1(?:\.0+)?\s*)?\)")
_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "blue": "#0000ff"}
_ASIDE = frozenset({"absolute", "fixed", "relative"})


class Sight(NamedTuple):
    """How an element is kept from visitors' eyes."""

    how: str
    soft: bool = False
    font: bool = False
    """Whether by its font size, which elements within may set anew."""


def declared(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute, in lower case; of one given twice the last."""
    found: dict[str, str] = {}
    for part in style.lower().split(";"):
        name, _, value = part.partition(":")
        value = value.replace("!important", "").strip()
        if value:
            found[name.strip()] = value
    return found


@lru_cache(maxsize=4096)  # elements of a kind have one style
def sight(style: str) -> Sight | None:
    """Say how a style keeps an element from being seen; None where it does not."""
    given = declared(style)
    return _tricks(given) or _folded(given)


def _tricks(given: dict[str, str]) -> Sight | None:
    if how := _far(given):
        return Sight(how)
    small = [_px(given.get(name)) for name in ("width", "height")]
    clipped = given.get("overflow", "").startswith("hidden") or "clip" in given
    if clipped and all(size is not None and 0 <= size <= 1 for size in small):
        return Sight("大小不足1像素")
    if _CLIPPED.search(given.get("clip", "") or given.get("clip-path", "")):
        return Sight("裁剪到看不见")
    opacity = _px(given.get("opacity"))
    if (opacity is not None and opacity <= 0.02) or _ALPHA.search(given.get("filter", "")):
        return Sight("完全透明")
    size = _px(given.get("font-size"))
    if size is not None and size <= 1 and not given["font-size"].endswith(("em", "%")):
        return Sight("字号为0", font=True)
    return None


def _folded(given: dict[str, str]) -> Sight | None:
    if given.get("display", "").startswith("none"):
        return Sight("不显示（display:none）", soft=True)
    if given.get("visibility", "").startswith(("hidden", "collapse")):
        return Sight("不显示（visibility:hidden）", soft=True)
    height = _px(given.get("height") or given.get("max-height"))
    if height is not None and 0 <= height <= 1 and given.get("overflow", "").startswith("hidden"):
        return Sight("高度不足1像素", soft=True)
    return None


def _far(given: dict[str, str]) -> str:
    """Say whether an element stands off the screen.

    A strip of pictures that is pushed aside, wider than it is far, is not; nor is a text that makes
    room for a picture in the background.
    """
    width = _px(given.get("width")) or 0
    if given.get("position", "") in _ASIDE:
        for side in ("left", "top", "right", "bottom"):
            place = _px(given.get(side))
            if place is not None and place <= _FAR and width < -place:
                return "移到屏幕之外"
    for side in ("margin-left", "margin-top"):
        place = _px(given.get(side))
        if place is not None and place <= _FAR_MARGIN and width < -place:
            return "移到屏幕之外"
    indent = _px(given.get("text-indent"))
    painted = "url(" in given.get("background", "") or "background-image" in given
    return "文字缩进到屏幕之外" if indent is not None and indent <= _FAR and not painted else ""


def _px(value: str | None) -> float | None:
    """Return a length in pixels, roughly; None where it is none."""
    match = _LENGTH.fullmatch(value or "")
    if match is None:
        return None
    scale = {"em": 16, "rem": 16, "pt": 4 / 3, "%": 10}.get(match[2] or "", 1)
    return float(match[1]) * scale


def colour(value: str | None) -> str | None:
    """Return a colour as #rrggbb, or 'transparent'; None where it is not told so plainly."""
    value = (value or "").strip().lower()
    if value in _NAMED or value == "transparent":
        return _NAMED.get(value, value)
    if match := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(sign * 2 for sign in value[1:])
    return value if re.fullmatch(r"#[0-9a-f]{6}", value) else None
