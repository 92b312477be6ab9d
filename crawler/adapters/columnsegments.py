"""What columns are called in addresses: the path segments that pinyin-minded developers use.

They are support for a name, never a reason alone.
"""

from storage.records import ColumnKind

_K = ColumnKind
SEGMENTS: dict[str, ColumnKind] = {
    **dict.fromkeys(
        ("yw", "zwdt", "gzdt", "bmdt", "xwdt", "ywdt", "zwyw", "tpxw", "xwzx", "qxdt", "xzdt"),
        _K.NEWS,
    ),
    **dict.fromkeys(("tzgg", "gsgg", "gggs", "gonggao", "tztg", "gg"), _K.NOTICES),
    **dict.fromkeys(("zcwj", "zfwj", "gfxwj", "zcfg", "bmwj", "szfwj"), _K.POLICY),
    **dict.fromkeys(("zcjd", "wjjd", "jd"), _K.INTERPRETATION),
    **dict.fromkeys(("hygq",), _K.RESPONSES),
    **dict.fromkeys(("ldzc", "ldxx", "ldjs", "zfld", "ldbz", "szzc", "xzzc"), _K.LEADERS),
    **dict.fromkeys(("jgzn", "jgsz", "jggk", "jgjj", "nsjg", "zyzz"), _K.ORGAN),
    **dict.fromkeys(("xxgk", "zwgk", "zfxxgk"), _K.DISCLOSURE),
    **dict.fromkeys(("xxgkzn", "zfxxgkzn", "gkzn"), _K.DISCLOSURE_GUIDE),
    **dict.fromkeys(("xxgkzd", "zfxxgkzd", "gkzd"), _K.DISCLOSURE_RULES),
    **dict.fromkeys(("xxgkml", "zfxxgkml", "fdzdgknr", "fdgknr"), _K.DISCLOSURE_CATALOGUE),
    **dict.fromkeys(("xxgknb", "zfxxgknb", "gknb"), _K.DISCLOSURE_REPORT),
    **dict.fromkeys(("ysqgk",), _K.DISCLOSURE_REQUEST),
    **dict.fromkeys(("czyjs", "czxx", "czzj", "yjs"), _K.FINANCE),
    **dict.fromkeys(("rsxx", "rsrm", "zkzp"), _K.PERSONNEL),
    **dict.fromkeys(("ghjh", "fzgh"), _K.PLANNING),
    **dict.fromkeys(("tjsj", "tjxx", "sjfb"), _K.STATISTICS),
    **dict.fromkeys(("yjgl",), _K.EMERGENCY),
    **dict.fromkeys(("zfcg",), _K.PROCUREMENT),
    **dict.fromkeys(("zdxm", "zdjsxm"), _K.PROJECTS),
    **dict.fromkeys(("bsfw", "zwfw", "wsbs"), _K.SERVICES),
    **dict.fromkeys(("szxx", "xzxx", "zxly", "zxts", "ldxinxiang"), _K.LETTERS),
    **dict.fromkeys(("yjzj", "wsdc", "zjdc", "myzj"), _K.SURVEYS),
    **dict.fromkeys(("zxft",), _K.INTERVIEWS),
    **dict.fromkeys(("hdjl", "zmhd"), _K.INTERACTION),
    **dict.fromkeys(("ztzl", "zt"), _K.TOPIC),
}
