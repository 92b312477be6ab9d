"""Whose site a page is of: site tags, and what its foot prints.

国办发〔2017〕47号 (chapters 4 and 7, annex 3): site tags SiteName, SiteDomain, SiteIDCode; at the
foot of every page the sponsor, a way to reach it, 网站标识码, ICP and police registration, the
badge of party and government sites, and the entry 我为政府网站找错.

What stands in HTML comments is not on the page. A telephone number is read only where the page
gives it as the office's own, and never when it is a mobile one.
"""

import re

from crawler.adapters.dom import Dom
from crawler.adapters.reading import SiteIdentity

_PLACEHOLDERS = frozenset({"null", "-", "--", "无", "undefined", "none", "网站名称", "网站域名"})
_CODE = re.compile(
    r"(?:网站)?标识[码号]\s{0,4}[】\])]?\s{0,4}[：:]?\s{0,4}((?:bm|BM)\d{8}|\d{10})(?!\d)"
)
_WIDE = re.compile("[０-９]")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CODE_ALONE = re.compile(r"(?:bm|BM)\d{8}|\d{10}")
_LOOSE_CODE = re.compile(r"(?<![\dA-Za-z])((?:bm|BM)\d{8})(?![\dA-Za-z])")
_ICP = re.compile(
    r"ICP\s?[备证]\s?[：:]?\s?[（(]?\s?\d{5,10}\s?[）)]?\s?号?(?:\s?[-－—]\s?\d{1,3}(?!\d)号?)?"
)
_PROVINCE = re.compile(r"[\u4e00-\u9fff]\s?$")
_POLICE = re.compile(
    r"(?:公网安备|公安(?:机关|联网)?备案(?:编?号)?|公安备|公网备案?号?)\s{0,3}[：:【\[（(]?\s{0,4}"
    r"(\d{11,14}(?!\d)|\d{6}\s\d{8}(?!\d))"
)
_POLICE_LINK = re.compile(rb"(?:recordcode|code)=(\d{14})(?!\d)")
_OFFICE_END = "[府局厅委办室会院部处站队馆所署校]|中心"
_OFFICE = rf"[\u4e00-\u9fff·]{{2,28}}(?:{_OFFICE_END})"
_SPONSORS = (
    re.compile(r"主\s?办\s?单\s?位[】\])）]?\s{0,4}[：:]\s{0,20}([^\n]{2,60})"),
    re.compile(r"主\s?办(?:方|机构|机关|者)?[】\])）]?\s{0,4}[：:]\s{0,20}([^\n]{2,60})"),
    re.compile(
        rf"(?:^|[\s©|｜：:])((?!本|该|此|由)(?:(?!活动|联合|共同|[由，])[\u4e00-\u9fff·]){{2,28}}(?:{_OFFICE_END}))"
        r"\s{0,4}主\s?办(?=\s|$|[|｜©、]|承\s?办|版权)"
    ),
    re.compile(
        r"(?:主\s?办\s?单\s?位|[【\[(（]主\s?办)[】\])） \u3000\xa0]{1,6}"
        rf"({_OFFICE}(?![\u4e00-\u9fff]))"
    ),
    re.compile(
        r"(?:版\s?权\s?所\s?有(?:者|单位)?|版权归属|网站所有)\s{0,4}[：:]\s{0,20}([^\n]{2,60})"
    ),
)
_OWNED = re.compile(
    rf"(?:^|\n|[©:：])[ \u3000\xa0]{{0,6}}([\u4e00-\u9fff·（）()]{{2,38}}(?:{_OFFICE_END}))"
    r"[ \u3000\xa0]{0,6}版权所有"
)
_UNDERTAKERS = (
    re.compile(r"承\s?办\s?(?:单\s?位|方|机构)?[】\])）]?\s{0,4}[：:]\s{0,20}([^\n]{2,60})"),
    re.compile(
        rf"(?:^|[\s©|｜：:、])((?!本|该|此|由)[\u4e00-\u9fff·]{{2,28}}(?:{_OFFICE_END}))"
        r"[ \u3000\xa0]{0,4}承\s?办(?=\s|$|[|｜©、]|版权)"
    ),
)
_UNDERTAKEN = re.compile(r"承\s?办")
_NO_OFFICE = re.compile(
    r"^(?:联系我们|关于我们|相关链接|友情链接|网站地图|[上下首末尾]一?页|本站|版权)$"
)
_SPONSOR_ENDS = re.compile(
    r"[\s|｜丨©，,；;。]|(?:承办|协办|主办|版权|地址|电话|邮编|联系|网站标识|技术支持|备案|维护|运维|运行|邮政|制作"
    r"|网站(?=地图|声明|维护|备案|电话|管理|编辑|制作|支持|名称|域名|主管|运[行维]|建设|联系|简介)|Copyright|ICP)[^\n]*",
    re.I,
)
_CONTACT = re.compile(
    r"(?:联系电话|联系方式|咨询电话|服务热线|办公电话|值班电话|网站电话|热线电话|电\s?话|联系我们|Tel)"
    r"\s{0,4}[：:]\s{0,10}[（(]?(\(?0\d{2,3}[)）]?\s?[-－—]?\s?\d{7,8}(?!\d)|12345(?!\d)"
    r"|[48]00[-－]?\d{3,4}[-－]?\d{3,4}(?!\d)|\d{7,8}(?![\d-]))",
    re.I,
)
_JIUCUO_SIGNS = (
    b"_jiucuo_", b"zfwzzc", b"zfwzgl.www.gov.cn", b"pucha.kaipuyun", b"/exposure/",
)  # fmt: skip
_JIUCUO_FILE = re.compile(rb"jiucuo[\w-]{0,20}\.(?:js|s?html?|png|gif|jpe?g)")
_JIUCUO_CLASS = re.compile(rb"class=[\"'][^\"'<>]{0,60}(?:j-jiucuo|ex-find-wrong)")
_JIUCUO_TEXT = re.compile(r"政府网站[找纠]错|网站找错")
_EASY = re.compile(
    r"无障碍|适老|长者(?:版|模式|助手|专区|服务)|关怀(?:版|模式)|老年(?:版|模式)|大字版|辅助浏览"
)
_EASY_NAMED = re.compile(r"(?:title|alt)=[\"'][^\"'<>]{0,12}无障碍")
_LONGEST_MAP = 8
_SITE_MAP = re.compile(r"(?:网站|站点|本站)(?:地图|导航)")
_BADGES = (b"conac.cn", b"_ideconac", b"imgconac")
_CHINA = re.compile(r"^中国·(?=.{6})")
_FOOT = 4000
"""Characters at the end of the text in which the sponsor is looked for."""


def read_identity(dom: Dom) -> SiteIdentity:
    """Read the identity that a page shows."""
    text = dom.lines
    if _WIDE.search(text):
        text = text.translate(_DIGITS)
    foot = text[-_FOOT:]
    source = _shown_source(dom)
    tagged = _present(dom.meta("SiteIDCode"))
    printed = _code(foot) or _code(text)
    return SiteIdentity(
        site_name=_present(dom.meta("SiteName")),
        site_domain=_present(dom.meta("SiteDomain")),
        site_id_code=printed or (_CODE_ALONE.fullmatch(tagged or "") and tagged) or None,
        site_id_code_meta=tagged,
        icp=_icp(foot) or _icp(text),
        police=_police(text, source),
        sponsor=_sponsor(foot),
        contact=_contact(foot),
        undertaker=_office(foot, _UNDERTAKERS) if _UNDERTAKEN.search(foot) else None,
        accessible=_offers_ease(dom, text),
        sitemap=_site_map(dom),
        jiucuo=_finds_faults(source) or bool(_JIUCUO_TEXT.search(foot)),
        dangzheng=any(badge in source for badge in _BADGES),
    )


def _present(content: str | None) -> str | None:
    text = " ".join((content or "").split())
    return None if not text or text.lower() in _PLACEHOLDERS else text


def _shown_source(dom: Dom) -> bytes:
    """Return the source in lower case without comments: badges are made of links and scripts."""
    first, *rest = dom.source.split(b"<!--")
    return first + b"".join(part.partition(b"-->")[2] for part in rest)


def _finds_faults(source: bytes) -> bool:
    if any(sign in source for sign in _JIUCUO_SIGNS) or _JIUCUO_FILE.search(source):
        return True
    classed = b"j-jiucuo" in source or b"ex-find-wrong" in source
    return classed and _JIUCUO_CLASS.search(source) is not None


def _code(text: str) -> str | None:
    match = _CODE.search(text) or _LOOSE_CODE.search(text)
    return match[1].lower() if match else None


def _icp(text: str) -> str | None:
    """Return the ICP number with its province, spaces taken out."""
    upper = text.upper()
    for match in _ICP.finditer(upper):
        if province := _PROVINCE.search(upper, max(0, match.start() - 2), match.start()):
            number = re.sub(r"\s", "", province[0] + match[0])
            return re.sub("[：:]", "", number.replace("－", "-").replace("—", "-"))
    return None


def _police(text: str, source: bytes) -> str | None:
    if found := _POLICE.search(text):
        return re.sub(r"\s", "", found[1])
    linked = _POLICE_LINK.search(source) if b"code=" in source else None
    return linked[1].decode("ascii") if linked else None


def _sponsor(foot: str) -> str | None:
    """Return the sponsor: as labelled, else who owns the rights."""
    if named := _office(foot, _SPONSORS):
        return named
    owned = _OWNED.search(foot)
    return _CHINA.sub("", owned[1].strip()) if owned else None


def _office(foot: str, labels: tuple[re.Pattern[str], ...]) -> str | None:
    """Return the office behind the first of the labels that names one."""
    for pattern in labels:
        for match in pattern.finditer(foot):
            name = _SPONSOR_ENDS.split(match[1].strip(" ©"), maxsplit=1)[0].strip(" ：:-·")
            if len(name) >= 3 and not _NO_OFFICE.match(name):
                return _CHINA.sub("", name)
    return None


def _offers_ease(dom: Dom, text: str) -> bool:
    """Whether a text, or the name of a link or a picture, offers reading made easy."""
    if _EASY.search(text):
        return True
    return "无障碍" in dom.text and _EASY_NAMED.search(dom.text) is not None


def _site_map(dom: Dom) -> str | None:
    """Return the address of the site map that the page links to."""
    if "网站" not in dom.texts and "站点" not in dom.texts:
        return None
    for link in dom.links:
        if (
            len(link.shown) < _LONGEST_MAP
            and _SITE_MAP.fullmatch(link.shown or link.hint)
            and (url := dom.absolute(link.href))
        ):
            return url
    return None


def _contact(foot: str) -> str | None:
    """Return the office's telephone number, its area code set off by a hyphen."""
    match = _CONTACT.search(foot)
    return re.sub(r"\s?[)）－—]\s?|\s", "-", match[1].strip(" (")) if match else None
