"""Where a text names a person: by surname, by what stands around the name, by the cell it fills.

A heuristic: it decides whether a number stands beside a name and hides names in what is quoted.
It is no list of people, and what is written into a running sentence without a mark is not seen.
"""

import re
from collections.abc import Iterator

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮"
    "龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼"
    "容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶"
    "空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付覃仝岳丘佘闫晋楚代亢琚刀么苟库敬初揭原"
    "佟问伦阳侬粟岩藏展米麦修靖腊线乃"
)
_RARE = frozenset(
    "和元平成时于云水花方明计安常乐经管解应包左家车全从通连容向终步都国文广利越师那简空须丰关相后权公盖益"
    "代初原问展修线乃居双能东红山支能养查农别充步满富井松封印索党劳终"
)
"""Surnames that are common words: they count only in a cell or under a word that says name."""
_COMPOUND = (
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|"
    "夏侯|宇文|长孙|端木|轩辕|南宫|西门|独孤|申屠|呼延"
)
_HAN = "\u4e00-\u9fff"
_SURNAME = f"(?:{_COMPOUND}|[{_SURNAMES}])"
_NO_NAME = re.compile(
    "[的了在是与及等为由被将对从按年月日时分元万号省市县区镇乡村街路组委局厅办部处科室站所院校园馆厂店队"
    "会党政府男女岁人民币额款件章条款项费税价率表单册簿证书函令通知公告示告报名目录序码址话机]"
)
_NO_NAMES = re.compile(
    "方案|方式|方法|方面|安全|安装|安排|常务|常见|高度|高级|高中|高新|项目|金额|金融|许可|严格|计划|程序|"
    "任务|任职|任命|应急|管理|经济|经营|经办|康复|文化|文明|国家|国有|公司|公示|公开|和平|平均|成功|成员|"
    "成绩|时间|万元|江苏|江西|湖南|湖北|云南|宁夏|广东|广西|山东|山西|河南|河北|海南|贵州|贵阳|温州|华东|"
    "周边|周期|周末|荣誉|康养|祖国|米面|强化|强制|能力|能源|石油|石材|水利|水稻|水泥|白色|黄色|黑色|马上|"
    "农业|农村|农户|农商|林业|林地|牛羊|鱼塘|田地|房屋|房产|居住|居民|武装|武汉|连续|车辆|车牌|班级|班子|"
    "司法|包括|查询|查看|相关|全部|全国|全市|解决|解读|支持|支付|关于|关闭|关注|向上|易地|原因|东部|充分|"
    "左右|单价|单位|容量|景区|景观|满意|利用|终止|展示|修复|危房|童装|强度|尚未|盛典|华侨|苗木|蓝天|石家|"
    "毛利|毛重|金属|余额|余款|钟点|梅雨|庄园|路灯|路面|路基|顾问|项下|杜绝|贺信|夏季|秋季|冬季|段落|封闭|"
    "温馨|温度|薄弱|申请|申报|申诉|谢谢|严禁|严重|郑重|凌晨|景点|乔木|祝贺|苏木|党员|党委|邮箱|传真|备注|残疾"
)
_CELL = re.compile(rf"(?:{_SURNAME}[ \u3000]{{0,3}}[{_HAN}]{{1,2}}|(?:{_COMPOUND})[{_HAN}]{{1,2}})")
_FOREIGN = re.compile(rf"[{_HAN}]{{2,10}}[·•・．][{_HAN}·]{{2,12}}")
_BEFORE = re.compile(
    "(?:姓名|本人|我叫|编辑|记者|作者|联系人|申请人|法定代表人|法人代表|代表人|负责人|经办人|当事人|被处罚人|户主|持卡人|"
    "监护人|患者|学生|死者|家长|经营者|投诉人|举报人|信访人|收款人|开户名|户名|原告|被告|村民|居民|职工|同志|业主)"
    r"(?:为|是)?[：:\s]{0,3}\Z"
)
_AFTER = re.compile(
    "[（(，,、：:；; \u3000]{0,2}(?:男|女|身份证|公民身份|居民身份|证件号|手机|电话|联系|护照"
    "|住址|家住|卡号|银行卡|[1-9０-９一][0-9０-９三五七八九])|同志|先生|女士"
)
_IDENTIFIED = re.compile("[（(，,、]?(?:男|女|身份证|公民身份|居民身份|手机号|护照)")
_FIRSTS = "".join(sorted({*_SURNAMES, *(pair[0] for pair in _COMPOUND.split("|"))}))
_STARTS = re.compile(f"[{_FIRSTS}](?=[{_HAN}])")
_RUN = re.compile(f"[{_HAN}]{{2,5}}")
_SINGLE = frozenset(_SURNAMES)
_DOUBLE = frozenset(_COMPOUND.split("|"))


def is_name(cell: str) -> bool:
    """Whether a cell of a table holds the name of a person and nothing else."""
    cell = cell.strip()
    if not 2 <= len(cell) <= 20:
        return False
    return bool((_CELL.fullmatch(cell) and _may_be(cell)) or _FOREIGN.fullmatch(cell))


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a short text names people."""
    end = 0
    for match in _STARTS.finditer(text):
        start = match.start()
        if start >= end and (stop := _end_of_name(text, start)):
            end = stop
            yield start, end
    for match in _FOREIGN.finditer(text):
        yield match.span()


def _end_of_name(text: str, start: int) -> int:
    """Return where the name ends that begins there; 0 where none does."""
    run = _RUN.match(text, start)
    if run is None:
        return 0
    surname = 2 if run[0][:2] in _DOUBLE else 1
    if surname == 1 and run[0][0] not in _SINGLE:
        return 0
    apart = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"
    for end in range(start + surname + 1, min(start + surname + 2, run.end()) + 1):
        if not (end == run.end() or _AFTER.match(text, end)) or not _may_be(text[start:end]):
            continue
        sure = surname == 2 or text[start] not in _RARE
        if _BEFORE.search(text, max(start - 12, 0), start):
            return end
        if sure and (apart or _IDENTIFIED.match(text, end)):
            return end
    return 0


def hidden(text: str) -> str:
    """Return a short text with the names in it reduced to the surname: 张某."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted({*names(text), *_cells(text)}):
        if start >= done:
            kept = 2 if text[start : start + 2] in _DOUBLE else 1
            pieces += (text[done : start + kept], "某")
            done = end
    return "".join((*pieces, text[done:]))


def _cells(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cell in text.split("\t"):
        if is_name(cell):
            yield at, at + len(cell)
        at += len(cell) + 1


def _may_be(name: str) -> bool:
    return not _NO_NAME.search(name, 1) and not _NO_NAMES.match(name) and name[-1] != "某"
