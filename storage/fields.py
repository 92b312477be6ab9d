"""The fields that a register's entries are made of, each checked by form."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import PurePosixPath
from typing import Annotated, Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from storage.mistakes import mistake

_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")
_HOST = re.compile(r"[\w](?:[\w.-]*[\w])?\.?|\[[0-9a-fA-F:.]+\]")
_URL_EXAMPLE = "请写完整网址，如 http://www.example.gov.cn/"


class Strict(BaseModel):
    """A part of a configuration file: no unknown key, no value bent into another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


T = TypeVar("T")
# TOML gives lists and plain words; what is in them is checked as strictly as everything else.
Many = Annotated[tuple[T, ...], Field(strict=False)]
Word = Annotated[T, Field(strict=False)]


def split_url(text: str) -> SplitResult:
    """Take an absolute http(s) address apart.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(text)
    _ = parts.port  # raises on a port that is none
    name = parts.netloc.rpartition("@")[2].removesuffix(f":{parts.port}")
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(name):
        raise ValueError(text)
    return parts


def host(url: str) -> str:
    """Return an address's host in lower case, without its port; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_site(url: str) -> str:
    """Reduce a home page's address to what makes it the same site as another."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}".rstrip("?")


def folder_of(url: str) -> str:
    """Return an address's host (without www) and port, and its folder, with which others begin."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = parts.path.rpartition("/")[0]
    return f"{parts.netloc.lower().removeprefix('www.')}{path}/"


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise mistake("不是可用的编号", "请只用英文字母、数字、点、横线和下划线，至多 64 个字符")
    return value


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise mistake("不是网站标识码", "地方网站为 10 位数字，部委网站为 bm 加 8 位数字")
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise mistake("不能为空", "请填写内容，或删去这一行")
    if value != value.strip() or not value.isprintable():
        raise mistake("首尾有空格，或含有看不见的字符", "请删去多余的空格和换行")
    return value


def _url(value: str) -> str:
    try:
        parts = split_url(value)
    except ValueError:
        raise mistake("不是 http(s) 网址", _URL_EXAMPLE) from None
    if re.search(r"\s", value) or not value.isprintable():
        raise mistake("网址中有空格", "请删去空格")
    if parts.username is not None:
        raise mistake("网址中带有用户名或口令", "请删去 @ 及其前面的部分")
    if parts.fragment or value.endswith("#"):
        raise mistake("网址中带有 # 及其后的部分", "请删去 # 及其后的部分")
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def _source(value: str) -> str:
    if "://" in value:
        return _url(_text(value))
    path = PurePosixPath(_text(value))
    if path.is_absolute() or ".." in path.parts or "\\" in value:
        raise mistake(
            "不是可用的来源", "请写 http(s) 网址，或本项目目录下的相对路径，如 posts/example.json"
        )
    return value


def _network(value: Any) -> IPv4Network | IPv6Network:  # of no one type before this
    try:
        return ip_network(value if isinstance(value, str) else "")
    except ValueError:
        raise mistake("不是网段", "请写成 127.0.0.0/8 这样的网段，主机位须为 0") from None


Slug = Annotated[str, AfterValidator(_slug)]
"""An id: it becomes part of file names and addresses."""
Code = Annotated[str, AfterValidator(_code)]
"""网站标识码, by form: ten digits, or bm and eight (国办发〔2017〕47号 annex 3, SiteIDCode)."""
Text = Annotated[str, AfterValidator(_text)]
Url = Annotated[str, AfterValidator(_url)]
"""An absolute http(s) address; its host in lower case, its path at least `/`."""
Source = Annotated[str, AfterValidator(_source)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
