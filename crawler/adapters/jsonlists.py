"""Lists in JSON: an array of objects that have a title, an address and a date.

Which key is which is told by its name, since every platform has its own: jpaas `title`, `urls`,
`pubDate`; gkmlpt `title`, `url`, `display_publish_time`; UCAP `title`, `url`, `publishedTimeStr`.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from crawler.adapters import dates
from crawler.adapters.dom import Dom
from crawler.adapters.reading import EntryLink

_TITLES = ("title", "doctitle", "infotitle", "articletitle", "showtitle", "subject", "bt", "name")
_ADDRESSES = (
    "url", "urls", "pcurl", "docpuburl", "linkurl", "infourl", "href", "link", "jumpurl",
    "visiturl", "staticurl", "path",
)  # fmt: skip
_DATES = (
    "display_publish_time", "pubdate", "publishdate", "publishtime", "publish_time", "publish_date",
    "publishedtimestr", "publishedtime", "docpubtime", "docreltime", "infodate", "releasetime",
    "releasedate", "first_publish_time", "showdate", "date", "time", "fbsj", "createtime",
    "create_time", "createdate", "created_at", "addtime",
)  # fmt: skip
_COLUMN_KEYS = frozenset({"children", "childcount", "articlecount", "childnum"})
_TOTALS = (
    "total",
    "count",
    "totalcount",
    "totalrecord",
    "totalrecords",
    "totalelements",
    "recordcount",
)
_FAILURES = ("error", "errors", "exception", "errmsg", "errormsg")
_CODES, _FINE = (
    ("code", "status", "errcode", "errorcode"),
    {"0", "1", "200", "ok", "success", "True"},
)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_CALLBACK = re.compile(r"^\s*[\w.$]{1,60}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.S)
_ARRAY = re.compile(r"\[\s*\{")
_KEYS_BARE = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]{0,40})\s*:")
_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_ATTEMPTS, _LOOSE_ATTEMPTS = 40, 6
_DEEPEST = 12


def whole_characters(text: str) -> str:
    """Replace escapes of half a character, as titles cut by their length have: none can be kept."""
    return _HALF.sub(r"\\ufffd", text) if "\\u" in text else text


def loads(text: str) -> Any:  # what JSON holds is not known before
    """Parse a JSON text, or the JSON inside a JSONP call.

    Raises:
        ValueError: it is neither.
    """
    if match := _CALLBACK.match(text):
        text = match[1]
    try:
        return json.loads(whole_characters(text))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def best_list(value: Any, dom: Dom) -> tuple[EntryLink, ...]:
    """Return the entries of the best list anywhere in a JSON value; none when it holds none."""
    best: tuple[EntryLink, ...] = ()
    for array in _arrays(value, 0):
        entries = _entries(array, dom)
        if _worth(entries) > _worth(best):
            best = entries
    return best


def says_none(value: Any) -> bool:
    """Whether an answer gives the total of its list as zero, and neither fails nor holds any."""
    if not isinstance(value, dict) or any(True for _ in _arrays(value, 0)):
        return False
    totals = set()
    for key, said in _fields(value, 0):
        if key in _TOTALS:
            totals.add(str(said))
        elif (
            (key in _FAILURES and said)
            or (key == "success" and said is False)
            or (key in _CODES and str(said) not in _FINE)
        ):
            return False
    return totals == {"0"}


def _fields(value: dict[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        yield key.lower(), inner
        if isinstance(inner, dict) and depth < _DEEPEST:
            yield from _fields(inner, depth + 1)


def markup_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a JSON value that are pieces of HTML with links."""
    if isinstance(value, str):
        if "<a" in value and len(value) > 60:
            yield value
    elif depth < _DEEPEST and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from markup_in(inner, depth + 1)


def arrays_in_script(script: str) -> Iterator[Any]:
    """Yield the arrays of objects that stand as literals in a script."""
    script = whole_characters(script)
    decoder = json.JSONDecoder()
    done = 0
    loose_left = _LOOSE_ATTEMPTS
    for attempt, match in enumerate(_ARRAY.finditer(script)):
        if attempt >= _ATTEMPTS:
            return
        if match.start() < done:
            continue
        try:
            value, done = decoder.raw_decode(script, match.start())
        except (ValueError, RecursionError):
            loose_left -= 1
            loose = (
                _loose(script[match.start() : match.start() + 100_000]) if loose_left >= 0 else None
            )
            if loose is None:
                continue
            value = loose
        yield value


def _loose(text: str) -> Any:
    """Read an array literal whose keys, or whose strings, are not quoted as JSON has it."""
    if "'" in text[:200]:
        text = text.replace('"', "\\u0022").replace("'", '"')
    try:
        return json.JSONDecoder().raw_decode(_KEYS_BARE.sub(r'\1"\2":', text))[0]
    except (ValueError, RecursionError):
        return None


def _arrays(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        if value and all(isinstance(item, dict) for item in value):
            yield value
        for item in value:
            yield from _arrays(item, depth + 1)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _arrays(inner, depth + 1)


def _worth(entries: tuple[EntryLink, ...]) -> float:
    if not entries:
        return 0.0
    length = sum(len(entry.title) for entry in entries) / len(entries)
    return float(len(entries) ** 0.8 * min(length, 25.0))


def _entries(array: list[dict[str, Any]], dom: Dom) -> tuple[EntryLink, ...]:
    if any(key.lower() in _COLUMN_KEYS for key in array[0]):
        return ()
    found = [entry for item in array if (entry := _entry(item, dom))]
    dated = sum(entry.published is not None for entry in found)
    if not found or len(found) < len(array) * 0.6 or dated < len(found) * 0.5:
        return ()
    return tuple(dict.fromkeys(found))


def _entry(item: dict[str, Any], dom: Dom) -> EntryLink | None:
    keys = {key.lower(): key for key in item}
    title = next((text for key in _TITLES if (text := _text(item.get(keys.get(key, ""))))), "")
    url = next((u for key in _ADDRESSES if (u := _address(item.get(keys.get(key, "")), dom))), "")
    if not title or not url:
        return None
    for key in _DATES:
        raw = item.get(keys.get(key, ""))
        if raw and (published := _date(raw, dom.seen)):
            return EntryLink(title=title, url=url, published=published, printed=str(raw)[:40])
    return EntryLink(title=title, url=url)


def _text(value: Any) -> str:
    return " ".join(_TAGS.sub("", value).split()) if isinstance(value, str) else ""


def _address(value: Any, dom: Dom) -> str:
    """Return the absolute address in a value: a text, or a JSON text or object of several."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = loads(value)
        except ValueError:
            return ""
    if isinstance(value, dict):
        value = value.get("pc") or next(iter(value.values()), "")
    return (dom.absolute(value) or "") if isinstance(value, str) else ""


def _date(raw: Any, seen: datetime) -> date | datetime | None:
    """Read a date in text, or in seconds or milliseconds since 1970."""
    if isinstance(raw, str) and re.fullmatch(r"1\d{9}(?:\d{3})?", raw):
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    if isinstance(raw, str):
        return dates.read_date(raw[:60], seen)
    if not 1e8 < raw < 4e12:  # a whole number may have any size, a float may not
        return None
    seconds = raw / 1000 if raw > 1e11 else raw
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(dates.BEIJING)
    return moment if dates.possible(moment, seen) else None
