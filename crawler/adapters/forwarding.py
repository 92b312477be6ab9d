"""Pages that only send the visitor on: by a meta refresh, or by script and nothing to read."""

import re

from crawler.adapters.dom import Dom

_REFRESH = re.compile(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"']+)", re.I)
_LOCATION = re.compile(
    r"(?:\b(?:window|self|top|document)\.)?\blocation(?:\.href)?\s*"
    r"(?:=\s*|\.(?:replace|assign)\(\s*)[\"']([^\"'\s]{1,500})[\"']"
)
_SOON = 5  # seconds; a later refresh is a page that renews itself
_NOTHING_TO_READ = 60  # characters of text, such as 正在跳转，请稍候


def target_of(dom: Dom) -> str | None:
    """Return the absolute address to which a page sends its visitors on; None for a real page."""
    for node in dom.tagged("meta"):
        if (node.attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        match = _REFRESH.match(node.attributes.get("content") or "")
        if match and int(match[1]) <= _SOON:
            return _elsewhere(dom, match[2].strip())
    if len(dom.body_text) > _NOTHING_TO_READ or dom.first("frameset"):
        return None
    found = [_LOCATION.search(script.text) for script in dom.scripts if not script.src]
    targets = [match[1] for match in found if match]
    return _elsewhere(dom, targets[0]) if len(targets) == 1 else None


def _elsewhere(dom: Dom, address: str) -> str | None:
    target = dom.absolute(address)
    return target if target and target != dom.url else None
