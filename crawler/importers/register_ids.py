"""Gives ids to what offices list without: short, readable, and none twice."""

import re
from collections.abc import Collection, Mapping
from ipaddress import ip_address
from itertools import count
from typing import Any

from storage.fields import host


def site(values: Mapping[str, Any], taken: Collection[str]) -> str:
    """Name a site by its host: jyj for http://jyj.example.gov.cn/."""
    return _free(_label(values["url"]) or "site", taken)


def unit(url: str | None, taken: Collection[str]) -> str:
    """Name a unit by the host of its first site, else by number."""
    label = _label(url) if url else ""
    return _free(label, taken) if label else _numbered("unit", taken)


def account(platform: str, unit_id: str, taken: Collection[str]) -> str:
    """Name an account by its platform and its unit."""
    return _free(f"{platform}-{unit_id or 'unit'}", taken)


def _label(url: str) -> str:
    """Return a host's first telling label; none for a number or a name that is not ASCII."""
    name = host(url)
    try:
        ip_address(name)
    except ValueError:
        label = name.removeprefix("www.").partition(".")[0]
        return label if re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?", label) else ""
    return ""


def _free(base: str, taken: Collection[str]) -> str:
    return (
        base
        if base not in taken
        else next(n for i in count(2) if (n := f"{base}-{i}") not in taken)
    )


def _numbered(base: str, taken: Collection[str]) -> str:
    return next(name for i in count(1) if (name := f"{base}-{i:02}") not in taken)
