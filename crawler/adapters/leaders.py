"""The leaders that a page shows: name, post, how much is said of each.

A name is believed only where the page is about leaders and the name stands as names do there:
beside a post (县长 某某; 某某 / 副局长), behind the label 姓名, or in a row of names. What could be
a column or a word of the trade is no name: a wrong name is worse than none.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from crawler.adapters import crumbs
from crawler.adapters.columnkind import kind_of
from crawler.adapters.dom import Dom
from crawler.adapters.reading import Leader
from storage.records import ColumnKind

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程"
    "邢裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘"
    "厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳"
    "逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终"
    "暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰"
    "巢关蒯相查后荆红游竺权逯盖益桓公岳帅缑亢况郈有琴商牟佘佴伯赏南宫墨哈谯笪年爱阳佟苟肖覃仝付代闫闪"
)
_NAME = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}")
_SPACED = re.compile(r"^([\u4e00-\u9fff])\s+([\u4e00-\u9fff])$")
_WORDS = re.compile(
    r"简介|公开|信息|新闻|政[务府策]|服务|工作|通[知告]|公[告示报务安]|文[化件明]|教育|安[全置排]|项目|建设|计划|金融"
    r"|经[济验]|水[利务电]|农[业村]|林业|交通|环[境保]|高[校中新]|党[建务风员委组]|支部|单位|部门|机构|职[能责务位]"
    r"|领导|专[题栏家]|视频|图片|人[事大民]|招[聘考商]|办[事公]|网[上站]|查询|下载|联系|首页|主页|更多|返回|动态|要闻"
    r"|法[规治制院律]|解[读决]|规划|统计|数据|应急|互动|交流|咨询|投诉|信[箱访用]|调查|征集|访谈|指南|制度|年报|目录"
    r"|概况|历史|地图|声明|邮[箱编]|登录|注册|搜索|分[工管]|简历|姓名|电话|时[间政]|日期|来源|全[部市县省区国]|关[于闭注]"
    r"|设置|干部|任免|财[政务]|预算|决算|采购|民[生政意]|医[疗院]|卫生|社[会区]|救助|就业|创业|旅游|体育|科[技室学]"
    r"|宣传|组织|纪[检委]|监[察督管]|审[计批]|司法|工[会业]|妇联|团委|残联|市[长场]|[县区省州镇乡厅局处科部]长|书记|主任"
    r"|成员|班子|国[务家际]|东西|南北|平台|方[案针式]|管理|应用|古[代今]|万[元人]|家[园庭]|师[资生]|队伍|和谐|花[园卉]|石油|常[务见]"
)
_POST_WORD = (
    r"(?:书记|主席|主任|[省市县区州盟旗镇乡厅局部处科站所院馆校司署行台会队秘理]长|检察长|委员|成员|组长"
    r"|调研员|巡视员|督察|督学|专员|总[工经会]\w{0,3}师|参事|常委|助理|纪检员|负责人|政委)"
)
_POST = re.compile(
    rf"[\u4e00-\u9fff（）()、，,·\s—\-]{{0,60}}{_POST_WORD}[\u4e00-\u9fff（）()、，,\s]{{0,12}}"
)
_POST_THEN_NAME = re.compile(
    rf"([\u4e00-\u9fff（）()、]{{0,24}}{_POST_WORD}(?:[（(][^（）()]{{1,10}}[）)])?)"
    r"(?:\s{0,4}[：:]\s{0,4}|\s{1,6})([\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])"
)
_NAME_THEN_POST = re.compile(
    rf"([\u4e00-\u9fff·]{{2,4}}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])(?:\s{{0,3}}[：:]\s{{0,3}}|\s{{1,6}})"
    rf"((?:[\u4e00-\u9fff（）()、，,\s]{{0,60}}){_POST_WORD}[\u4e00-\u9fff（）()、]{{0,8}})"
)
_FIELD = re.compile(r"(?:姓\s*名|领导姓名)\s*[：:]?\s*")
_POST_FIELD = re.compile(
    r"(?:担任|现任|行政|党内)?职\s*务\s*[：:]\s*|现任\s*[：:]\s*|^(?:职务|现任职务)$"
)
_HEADING = re.compile(
    r"(?m)^(?:领导(?:简介|分工|简历)|工作(?:分工|职责)|分管(?:工作|领域)|个人(?:简历|简介)|主要简历)[：:]?$"
)
_FOOT = re.compile(r"版权所有|主办单位|Copyright|ICP备|网站标识码|友情链接", re.I)
_DATE = re.compile(r"[\d\s\-/.年月日:\[\]()]*")
_MOST, _ROW = 60, 2
_HEAD = 12  # characters of a post that may head a row of names


def read_leaders(dom: Dom) -> tuple[Leader, ...]:
    """Return the leaders of a page that is about leaders, in page order, each name once."""
    lines = _content(dom)
    found: dict[str, str | None] = {}
    places: dict[str, int] = {}
    for at, name, post in [*_posted(lines), *_rows(lines)]:
        if name not in found or (post and not found[name]):
            found[name] = post or found.get(name)
            places[name] = at
    order = sorted(found, key=places.__getitem__)[:_MOST]
    ends = [*(places[name] for name in order), len(lines)]
    return tuple(
        Leader(name=name, post=found[name], bio_chars=_bio(lines[start + 1 : end], found))
        for name, (start, end) in zip(order, pairwise(ends), strict=True)
    )


def presents_one(dom: Dom) -> bool:
    """Whether a page introduces leaders under a heading of its own: 领导简介, 工作分工."""
    return _HEADING.search(dom.lines) is not None and any(
        leader.post for leader in read_leaders(dom)
    )


def _content(dom: Dom) -> list[str]:
    """Return the lines between the breadcrumb and the foot."""
    head, lines = crumbs.parts(dom)
    content = []
    for line in lines:
        if _FOOT.search(line):
            break
        text = " ".join(line.split())
        if text not in head or as_name(text) or _is_heading(text):
            content.append(text)
    return content


def as_name(text: str) -> str | None:
    """Return the person's name that a text is, without white space; None when it is none."""
    if spaced := _SPACED.match(text):
        text = spaced[1] + spaced[2]
    if not _NAME.fullmatch(text) or _WORDS.search(text):
        return None
    kind, confidence = kind_of(text)
    return text if kind is ColumnKind.OTHER and confidence <= 0.6 else None


def _posted(lines: list[str]) -> Iterator[tuple[int, str, str | None]]:
    """Yield the names that stand with a post, with their place."""
    follows = _follows(lines)
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if field := _FIELD.match(line):
            own = line[field.end() :].split(" ")[0]
            if name := as_name(own or after):
                yield at, name, _field_post(lines[at : at + 8])
        elif name := as_name(line):
            post = _post(after)
            if post and (follows or len(post) > _HEAD):
                yield at, name, post
        else:
            for name, post in _in_line(line):
                yield at, name, post


def _follows(lines: list[str]) -> bool:
    """Whether posts stand below their names here, and not above them as headings of rows."""
    for before, line, after in zip(["", *lines], lines, lines[1:], strict=False):
        if as_name(line) and (_is_heading(before) or _post(after)):
            return not _is_heading(before)
    return False


def _is_heading(line: str) -> bool:
    bare = line.strip("：: ")
    return 1 < len(bare) <= _HEAD and _post(bare) is not None


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a line that says post and name and nothing else."""
    if len(line) > 80:
        return
    if (match := _POST_THEN_NAME.fullmatch(line)) and (name := as_name(match[2])):
        yield name, _tidy(match[1])
    elif (match := _NAME_THEN_POST.fullmatch(line)) and (name := as_name(match[1])):
        yield name, _tidy(match[2])


def _post(line: str) -> str | None:
    """Return the post that a whole line is, its label taken off."""
    text = _POST_FIELD.sub("", line, count=1).strip()
    return _tidy(text) if _POST.fullmatch(text) and not as_name(text) else None


def _field_post(lines: list[str]) -> str | None:
    for number, line in enumerate(lines):
        if label := _POST_FIELD.search(line):
            rest = line[label.end() :].strip() or (lines[number + 1 : number + 2] or [""])[0]
            return _post(rest)
    return None


def _rows(lines: list[str]) -> Iterator[tuple[int, str, str | None]]:
    """Yield names that stand in a row of names, under the post that heads the row, if any.

    Of several headings one after the other nobody knows whose they are.
    """
    headed = not _follows(lines)
    headings: list[str] = []
    row: list[tuple[int, str]] = []
    for at, line in [*enumerate(lines), (len(lines), "。")]:
        if name := as_name(line):
            row.append((at, name))
        elif not _DATE.fullmatch(line):
            post = _tidy(headings[0]) if headed and len(headings) == 1 else None
            if len(row) >= (1 if post else _ROW):
                yield from ((place, name, post) for place, name in row)
            headings = [] if row or not _is_heading(line) else headings
            headings += [line] if _is_heading(line) else []
            row = []


def _bio(lines: list[str], names: dict[str, str | None]) -> int:
    """Return how many characters are said of a leader before the next one."""
    said = [line for line in lines if line not in names and not _POST.fullmatch(line)]
    return sum(len("".join(line.split())) for line in said if len(line) >= 8)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip("，,、：: ")
