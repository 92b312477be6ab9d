"""What a home page must say of whose site it is.

## What it detects
Each item of identity that the home page lacks: 网站标识码, ICP备案编号, 公安机关备案标识,
党政机关网站标识, 我为政府网站找错, 主办单位, 联系方式 at its foot, and the site tags SiteName,
SiteDomain, SiteIDCode. A site code that is not the registered one or is not formed like one, and a
SiteIDCode that contradicts the foot of the page.

## Why it matters
People tell the real site from a copy by these marks, and the national register finds it by them.

## How to put it right
Add the item to the foot of every page or to the page template's head; bring codes in line with the
register.

## Limits
Only the home page is looked at. Several items (党政机关网站标识 above all) are often put in by
script: where a page was not read whole or a script was left unrun, what is absent is blind, never
a finding. A missing code at the foot is noticed only where the tag SiteIDCode is missing as well.
Whether a filing number is genuine is for the filing authorities' own databases.
"""

import re
from collections.abc import Iterator

from rules.rule import Severity, rule
from storage.dossier import SiteDossier, same_place
from storage.records import Blind, Evidence, Finding, Identity

_CODE = re.compile(r"(?:bm\d{8}|\d{10})", re.ASCII | re.IGNORECASE)
_NOTHING = frozenset({"", "-", "--", "null", "none", "undefined"})

# Field of `Identity`: what people call it, and where it was looked for.
ITEMS = {
    "site_id_code": ("网站标识码", "首页页脚与SiteIDCode标签"),
    "site_id_code_meta": ("SiteIDCode标签", "首页源代码的meta标签"),
    "icp": ("ICP备案编号", "首页页脚的“ICP备……号”"),
    "police": ("公安机关备案标识", "首页页脚的“公网安备……号”"),
    "dangzheng": ("党政机关网站标识", "首页页脚的标识图或其脚本"),
    "jiucuo": ("“我为政府网站找错”入口", "首页页脚的图标或链接"),
    "sponsor": ("主办单位", "首页页脚的“主办”字样"),
    "contact": ("联系方式", "首页页脚的“联系电话”等字样"),
    "site_name": ("SiteName标签", "首页源代码的meta标签"),
    "site_domain": ("SiteDomain标签", "首页源代码的meta标签"),
}
# What stands in a footer: where none of it was seen, the footer may stand where we did not read.
_FOOTER = ("icp", "police", "dangzheng", "jiucuo", "sponsor", "contact")


@rule(
    id="site-identity",
    title="网站标识不全或不实",
    severity=Severity.MINOR,
    basis="国办发〔2017〕47号《政府网站发展指引》：页面底部功能区应列明的标识，网站标签SiteName、"
    "SiteDomain、SiteIDCode为必选；国办秘函〔2019〕19号扣分指标“网站标识”",
    remedy="在全站页面底部补齐所缺标识，在页面模板中补齐网站标签，使标识码与登记一致。",
    needs=(Identity,),
)
def site_identity(dossier: SiteDossier) -> Iterator[Finding | Blind]:
    """Name each item of identity that is missing or wrong."""
    home = same_place(dossier.site.url)
    looks = [seen for seen in dossier.identities if same_place(seen.url) == home]
    if not looks:
        yield Blind(place=dossier.site.url, reason="首页的网站标识还没有看过")
        return
    identity = max(looks, key=lambda seen: seen.at)
    for item in ITEMS:
        value = _value(identity, item)
        if value is None:
            yield from _absent(dossier, identity, item)
        elif (wrong := _wrong(dossier, identity, item, value)) is not None:
            yield _finding(dossier, identity, item, wrong, f"页面上是：{value}")


def _value(identity: Identity, item: str) -> str | None:
    """Return what the page says, None where it says nothing or only a placeholder."""
    value = getattr(identity, item)
    if isinstance(value, bool):
        return "有" if value else None
    return None if value is None or value.strip().lower() in _NOTHING else value.strip()


def _absent(dossier: SiteDossier, identity: Identity, item: str) -> Iterator[Finding | Blind]:
    label, where = ITEMS[item]
    if item == "site_id_code_meta" and _value(identity, "site_id_code") is None:
        return  # one thing to put right: it is said of the code itself
    if not identity.complete:
        reason = f"没有看到{label}；页面没有读完整或有脚本没有运行，不能断定没有"
        yield Blind(place=_place(dossier, item), reason=reason)
        return
    yield _finding(dossier, identity, item, f"没有{label}", f"查找了{where}，没有找到")


def _wrong(dossier: SiteDossier, identity: Identity, item: str, value: str) -> str | None:
    registered = dossier.site.code
    if item == "site_id_code":
        if registered is not None and value.lower() != registered.lower():
            return f"网站标识码{value}与登记的{registered}不符"
        if not _CODE.fullmatch(value):
            return f"网站标识码{value}不合格式"
    if item == "site_id_code_meta":
        shown = _value(identity, "site_id_code")
        if shown is not None and value.lower() != shown.lower():
            return f"SiteIDCode标签{value}与页脚的网站标识码{shown}不符"
    return None


def _finding(
    dossier: SiteDossier, identity: Identity, item: str, message: str, quote: str
) -> Finding:
    home, page = dossier.home, dossier.home_page
    unseen = not any(_value(identity, mark) for mark in _FOOTER)  # so the footer may be elsewhere
    unrun = (unseen or (home is not None and home.scripted)) and message.startswith("没有")
    proof = Evidence(
        url=identity.url,
        at=identity.at,
        quote=quote,
        sha256=page.sha256 if page is not None and page.at == identity.at else "",
    )
    return Finding(
        place=_place(dossier, item), message=message, evidence=(proof,), certain=not unrun
    )


def _place(dossier: SiteDossier, item: str) -> str:
    return f"{dossier.site.url}#{item}"
