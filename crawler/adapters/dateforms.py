"""The forms in which pages print dates and times, as patterns; what they mean, `dates` says.

Most are matched against plain text, which `dates.plain` makes: it has full-width digits, dashes and
brackets made plain.
"""

import re

PLAIN = str.maketrans(
    "０１２３４５６７８９／．：－—–―‐‑−～（）［］【】〔〕\u3000\xa0",
    "0123456789/.:-------~()[][][]  ",
)
NOT_PLAIN = re.compile(f"[{''.join(map(chr, PLAIN))}]")
DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}

_TIME = (
    r"(?:(?:[T\s]|-(?=\d\d:)|(?=[上下]午))\s*(?P<half>上午|下午|AM|PM)?\s*(?P<H>\d{1,2})"
    r"(?::(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d{1,9})?)?|时(?P<M2>\d{1,2})分(?:(?P<S2>\d{1,2})秒)?)"
    r"(?!\d)\s*(?P<z>Z(?![A-Za-z])|[+-]\d{2}:?\d{2}(?!\d))?)?"
)
_YMD = (
    r"(?P<y>(?:19|20)\d{2})\s*(?:年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
    r"|(?P<s>-{1,2}|/|\.)\s*(?P<m3>\d{1,2})\s*(?P=s)\s*(?P<d3>\d{1,2})(?!\d))"
)
_CHINESE = (
    r"(?P<cy>[〇零○ＯO一二三四五六七八九]{4})\s*年\s*(?P<cm>[一二三四五六七八九十元正]{1,3})\s*月"
    r"\s*(?P<cd>[一二三四五六七八九十廿卅]{1,4})\s*日"
)
_COMPACT = (
    r"(?P<k>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:(?P<kt>[0-2]\d[0-5]\d[0-5]\d))?"
    r"(?!\d)"
)
_MONTH_DAY = (
    r"(?:(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日?|(?P<m2>\d{2})(?:-|/|\.)(?P<d2>\d{2})"
    r"|(?P<m4>\d{1,2})-(?P<d4>\d{1,2}))"
)
_SHORT = r"(?P<yy>[012]\d)(?P<s2>[-.])(?P<m5>0[1-9]|1[0-2])(?P=s2)(?P<d5>0[1-9]|[12]\d|3[01])(?!\d)"
_AGO = (
    r"(?:(?P<day>今天|昨天|前天)(?:\s*(?P<dH>\d{1,2}):(?P<dM>\d{2}))?"
    r"|(?P<n>\d{1,3})\s*(?P<unit>秒钟?|分钟|个?小时|天|周)之?前|(?P<just>刚刚))"
)
_LABEL = (
    r"(?:[\u4e00-\u9fff]{0,4}(?:日\s*期|时\s*间)|(?:发布|公开|更新|发表|上传)(?:于|在)?|date|time"
    r"|[Pp]ublished)"
)
PURE = re.compile(
    rf"[\s\[(|·•>~-]*(?:{_LABEL}\s*[:：]?\s*)?[\s\[(]*"
    rf"(?:(?:{_YMD}|{_CHINESE}|{_COMPACT}|{_SHORT}|{_MONTH_DAY}){_TIME}|{_AGO})"
    r"[\s\])|]*(?:星期.|周.)?[\s\])|]*",
    re.I,
)
USUAL = re.compile(r"\[?((?:19|20)\d\d-\d\d-\d\d)\]?", re.ASCII)
USUAL_DAY = re.compile(r"[\[(]?(\d\d)[-/.](\d\d)[\])]?", re.ASCII)
FULL = re.compile(rf"(?<![\dA-Za-z])(?<!\d[-/.])(?:{_YMD}(?!-\d(?!\d:))|{_CHINESE}){_TIME}", re.I)
MAY_BE_FULL = re.compile(r"\d{4}|[〇零○ＯO一二三四五六七八九]{4}")
STAMP = re.compile(rf"(?<![\dA-Za-z]){_COMPACT}")
RELATIVE = re.compile(_AGO)
WORTH = re.compile(r"\d|[〇○零一二三四五六七八九]{4}|今天|昨天|前天|刚刚")

BOX = re.compile(
    r"(?:(?P<d>\d{1,2})日?\s*[/|]?\s*(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})月?"
    r"|(?P<y2>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m2>\d{1,2})\s*月?\s*[-/]?\s+(?P<d2>\d{1,2})日?"
    r"|(?P<m3>\d{1,2})\s*[-/.月]\s*(?P<d3>\d{1,2})日?\s*[/|]?\s+(?P<y3>(?:19|20)\d{2})年?"
    r"|(?P<y4>(?:19|20)\d{2})年?\s+(?P<m4>\d{1,2})\s*[-/.月]\s*(?P<d4>\d{1,2})日?"
    r"|(?P<d5>\d{1,2})日?\s+(?P<m5>\d{1,2})月\s*(?P<y5>(?:19|20)\d{2})年?)"
)
