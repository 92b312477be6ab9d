import sys
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.detector import find, inspect
from crawler.exposures import masked
from storage.records import ExposureKind
from tests.crawler.privatetexts import (
    CARD,
    ID,
    ID_CHILD,
    ID_WRONG,
    ID_X,
    KEY,
    MOBILE,
    OLD_ID,
    card_number,
    id_number,
    people,
    table,
)

CARD_16 = card_number("621700123456789")
PEOPLE = people(6)


def shown(text, where="", **how):
    return find([(where, text)], KEY, **how).exposures


def kinds(text):
    return [one.kind.value for one in shown(text)]


def facets(text):
    """What the first exposure of a text says for itself, in words."""
    names = ("valid", "labelled", "contact", "named", "public", "sensitive")
    return {name for name in names if getattr(shown(text)[0], name)}


# ------------------------------------------------------------ what is found and what is not

FOUND = [
    # identity numbers
    (f"身份证号：{ID}", "resident_id"),
    (f"居民身份证号码{ID_X}。", "resident_id"),
    (f"（身份证号{ID_X.lower()}）", "resident_id"),
    (f"张三 {ID}", "resident_id"),
    (f"{ID}", "resident_id"),
    (f"公民身份号码：{ID[:6]} {ID[6:14]} {ID[14:]}", "resident_id"),
    (f"证件号码 {ID[:6]}-{ID[6:14]}-{ID[14:]}", "resident_id"),
    (f"证件号码 {ID[:3]} {ID[3:6]} {ID[6:10]} {ID[10:14]} {ID[14:]}", "resident_id"),
    (f"证件号码 {' '.join(ID)}", "resident_id"),
    (f"证件号码 {ID[:4]} {ID[4:8]} {ID[8:12]} {ID[12:16]} {ID[16:]}", "resident_id"),
    (f"证件号码 {ID[:6]}.{ID[6:14]}.{ID[14:]}", "resident_id"),
    (f"身份证{ID[:12]}\n{ID[12:]}", "resident_id"),
    (f"身份证{ID[:14]}\r\n{ID[14:]}", "resident_id"),
    (f"身份证{ID_X[:17]}\nX", "resident_id"),
    (f"身份证号{ID.translate(str.maketrans('0123456789', '０１２３４５６７８９'))}", "resident_id"),
    (f"身份证号：{ID_WRONG}", "resident_id"),  # mistyped, but called one
    (f"儿童身份证号 {ID_CHILD}", "resident_id"),
    (f"身份证号：{OLD_ID}", "resident_id"),
    (f"准考证号 {ID}", "resident_id"),  # an identity number under a false name
    (f"身份证号{id_number('81000019900307123')}", "resident_id"),  # 港澳居民居住证
    (f"统一社会信用代码/身份证号：{ID}", "resident_id"),
    (f"{ID}（身份证）", "resident_id"),
    # mobile numbers
    (f"手机：{MOBILE}", "mobile"),
    (f"张三 {MOBILE}", "mobile"),
    (f"{MOBILE}", "mobile"),
    (f"电话{MOBILE}、0731-88123456", "mobile"),
    ("手机139 0731 1234", "mobile"),
    ("手机139-0731-1234", "mobile"),
    ("手机139-0731 1234", "mobile"),
    ("手机139.0731.1234", "mobile"),
    ("手机139·0731·1234", "mobile"),
    ("手机：1390731-1234", "mobile"),
    ("手机：13907 311234", "mobile"),
    ("联系电话：1 3 9 0 7 3 1 1 2 3 4", "mobile"),
    ("手机013907311234", "mobile"),
    ("手机0139 0731 1234", "mobile"),
    ("手机+86 13907311234", "mobile"),
    ("手机8613907311234", "mobile"),
    ("手机１３９０７３１１２３４", "mobile"),
    ("电话：一三九〇七三一一二三四", "mobile"),
    ("电话：幺三九零七三幺幺二三四，", "mobile"),
    (f"2.{MOBILE}李四", "mobile"),
    (f"{MOBILE}@139.com", "mobile"),
    (f"电话（{MOBILE}）", "mobile"),
    ("手机16612345678", "mobile"),
    ("手机19212345678", "mobile"),
    ("手机14112345678", "mobile"),  # not given out, but called one
    ("项目负责人：王伟 13907311234", "mobile"),
    (f"QQ：1485994861；TEL：{MOBILE}", "mobile"),
    # cards
    (f"卡号：{CARD}", "bank_card"),
    (f"银行卡 {CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "bank_card"),
    (f"账号：{CARD_16}", "bank_card"),
    (f"帐号：{CARD_16[:4]}-{CARD_16[4:8]}-{CARD_16[8:12]}-{CARD_16[12:]}", "bank_card"),
    (f"张三 {CARD}", "bank_card"),
    (f"一卡通账号{CARD}", "bank_card"),
    (f"开户行：农业银行，{CARD}", "bank_card"),
    # passports
    ("护照号码：E12345678", "passport"),
    ("护照号码：EA1234567", "passport"),
    ("护照G12345678", "passport"),
    ("护照号：PE1234567", "passport"),
    ("因公护照SE1234567", "passport"),
    ("护照 Ｅ１２３４５６７８", "passport"),
    ("E12345678（护照）", "passport"),
    ("姓名\t护照号\n张三\tE12345678", "passport"),
    # homes
    ("户籍地址：丁字镇李家村三组，张三，男", "address"),
    ("张三，男，住长沙市望城区丁字镇李家村3组12号", "address"),
    ("姓名\t家庭住址\n张三\t丁字镇李家村三组", "address"),
    ("姓名\t住址\n李小红\t芙蓉路12号3栋201室", "address"),
    ("王建国，现住金星小区3栋2单元501室", "address"),
]


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_found(text, kind):
    assert kinds(text) == [kind]


NOT_FOUND = [
    # already masked
    "身份证号43**************23",
    "身份证号430***********1234",
    "身份证号430102********1234",
    "身份证号430102XXXXXXXX1234",
    "身份证号430102××××××××1234",
    "身份证号430102●●●●●●●●1234",
    "身份证号430102＊＊＊＊＊＊＊＊1234",
    "身份证号430102198503**** ",
    "身份证号43010219850307****",
    "身份证号43010219850307123*",
    "身份证号430102****03071234",
    "手机138****1234",
    "手机138xxxx1234",
    "手机 138 **** 1234",
    "手机138-****-1234",
    "手机1380731****",
    "手机139********",
    "卡号6222***********0128",
    "卡号622202*********0128",
    f"卡号{CARD_16}***",
    "卡号***************0128",
    "护照号E****5678",
    "护照号E********",
    "住丁字镇***村*组 张三",
    # codes of organisations, documents, projects
    "统一社会信用代码91430100MA4L1234XY",
    "统一社会信用代码12430100444884500X",
    "统一社会信用代码 524300005012345679",
    "索引号：11441700007280420Y/2021-00050",
    "索引号：014006438/2023-01685",
    "索引号 430102202204150001",
    f"索引号：{ID}/2021-00050",
    "索引号430102-20220415-0001",
    "430100-20220415-0001",
    f"项目编号：{ID_WRONG}",
    "项目代码：2020-430100-48-01-016789",
    "合同编号430102201503051234",
    "案号（2021）湘0102民初12345号",
    "湘政办发〔2022〕10号",
    "许可证编号：43010219850307",
    "准考证号430102198503071",
    "准考证号：13907311234",
    "考号20220415139073112",
    "考生号 22430102110123",
    "报名序号：13907311234",
    "学号13907311234",
    "工号13907311234",
    "订单号：13907311234",
    "快递单号 13907311234",
    "运单13907311234",
    "流水号139073112341390731",
    "QQ：13907311234",
    "发票代码043001900111 号码13907311234",
    "不动产权证13907311234",
    f"交易号{CARD}",
    f"合同号：{CARD}",
    f"订单编号 {CARD_16}",
    f"{CARD_16}",  # no word, no name
    f"{OLD_ID}",
    "条码6901234567892",
    "网站标识码1304000009",
    "bm13040000 1304000009",
    "湘公网安备43010202001234号",
    "湘ICP备13012345号-1",
    "P020220415531234567890.pdf",
    "t20220415_13907311234.html",
    "/content/13907311234.html",
    "a13907311234b",
    # long digits
    "1234567890123456789012345",
    "139073112341390731123413907311234",
    "62220212345678901280",
    "430102198503071231430102198503071231",
    "1111111111111111111",
    # times, days, amounts
    "2022-04-15 10:20:30",
    "20220415102030",
    "2022-04-15 2022-04-16 2022-04-17",
    "2022.04.15-2022.05.16",
    "1650012345678",
    "金额13907311234元",
    "投资15000000000元",
    "13907311234.50",
    "比值0.13907311234",
    "东经112.93881415001",
    "158 2019-2020年度",
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "1 3 9 0 7 3 1 1 2 3 4",  # no word says telephone
    # other telephones
    "0731-88123456",
    "（0731）88123456转8001",
    "073188123456",
    "400-123-4567",
    "4001234567",
    "800 820 8820",
    "12345",
    "010-12345678-1234",
    "13800138000",
    "手机号码示例：13800000000",
    "13811111111",
    "213907311234",
    "139073112345",
    # no region, no day, no such number
    "身份证号990105199003071234",
    "身份证号110105199013071234",
    "身份证号110105199002301234",
    "手机12345678901",
    "手机10012345678",
    f"卡号{CARD[:-1]}0",
    # passports without the word
    "E12345678",
    "合同E12345678",
    "G12345678次列车",
    "护照办理时间2022年4月15日",
    "护照E123456789",
    "护照ABCE12345678",
    # homes of offices, without a name, without a door
    "地址：芙蓉路12号 张三",
    "单位地址：芙蓉路12号，联系人：张三",
    "张三 住丁字镇李家村",
    "住丁字镇李家村三组",
    "项目位于芙蓉路12号，负责人：张三",
    "姓名\t单位地址\n张三\t芙蓉路12号",
    "企业名称\t住所\n张三建材公司\t芙蓉路12号",
    # numerals
    "一二三四五六七八九",
    "一三五七九一三五七九万",
    "第一三年",
    "",
    "\n\t\n",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text):
    assert kinds(text) == []


# ------------------------------------------------------------ facets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"身份证号：{ID}", {"valid", "labelled"}),
        (f"{ID}", {"valid"}),
        (f"张三 {ID}", {"valid", "named"}),
        (f"张三\t{ID}", {"valid", "named"}),
        (f"丁字镇\t{ID}", {"valid"}),
        (f"乡镇\t证件\n白沙\t{ID}", {"valid"}),  # a town may sound like a name
        (f"姓名\t证件号\n白沙\t{ID}", {"valid", "labelled", "named"}),
        (f"当事人王小明，身份证号：{ID}", {"valid", "labelled", "named"}),
        (f"当事人王小明。身份证号：{ID}", {"valid", "labelled"}),  # another sentence
        (f"身份证号：{ID_WRONG}", {"labelled"}),
        (f"身份证号：{OLD_ID}", {"labelled"}),
        (f"准考证号 {ID}", set()),
        (f"残疾人张三，身份证号{ID}", {"valid", "labelled", "named", "sensitive"}),
        (f"低保对象\t身份证号\n张三\t{ID}", {"valid", "labelled", "named", "sensitive"}),
        (f"手机：{MOBILE}", {"valid", "labelled"}),
        (f"值班{MOBILE}", {"valid", "contact"}),
        (f"联系人：李科长，电话：{MOBILE}", {"valid", "labelled", "contact"}),
        (f"联系人：刘伟，电话：{MOBILE}", {"valid", "labelled", "contact", "named"}),
        (f"监督举报{'。' * 58}{MOBILE}", {"valid", "contact"}),
        (f"监督举报{'。' * 59}{MOBILE}", {"valid"}),
        (f"{MOBILE}{'。' * 56}投诉", {"valid", "contact"}),
        (f"长沙某某公司\t刘伟\t{MOBILE}", {"valid"}),  # a representative, not a citizen
        (f"卡号{CARD} 户名张三", {"valid", "labelled", "named"}),
        (f"账号{CARD} 户名：某县财政局", {"valid", "labelled", "public"}),
        (f"非税收入账号{CARD}", {"valid", "labelled", "public"}),
        ("护照号码：E12345678", {"valid", "labelled"}),
        ("姓名\t家庭住址\n张三\t丁字镇李家村三组", {"labelled", "named"}),
    ],
)
def test_facets(text, expected):
    assert facets(text) == expected


def test_the_heading_may_stand_rows_above_and_in_two_rows():
    head = ["序号\t姓名\t证件\t\t", "\t\t类型\t号码\t金额"]
    rows = [f"{at}\t{who[0]}\t身份证\t{who[1]}\t100" for at, who in enumerate(PEOPLE)]
    exposures = shown("\n".join(["一、名单", *head, "备注\t\t\t\t", *rows]))
    assert len(exposures) == 6
    assert all(one.labelled and one.named and one.rows == 6 for one in exposures)

    text = "\n".join(
        ["姓名\t身份证号码", "（单位：元）\t", *(f"{who[0]}\t{who[1]}" for who in PEOPLE)]
    )
    assert all(one.labelled and one.named for one in shown(text))


def test_a_list_counts_its_rows_and_no_others():
    lines = [f"{who[0]}\t{who[1]}" for who in PEOPLE]
    assert {one.rows for one in shown("\n".join(lines))} == {6}
    apart = lines[:2] + ["正文"] * 10 + lines[2:]
    assert [one.rows for one in shown("\n".join(apart))] == [2, 2, 4, 4, 4, 4]
    assert {one.rows for one in shown("，".join(lines))} == {1}
    parts = [("表一", "\n".join(lines[:2])), ("表二", "\n".join(lines[2:]))]
    assert [one.rows for one in find(parts, KEY).exposures] == [2, 2, 4, 4, 4, 4]


def test_nobody_is_born_after_the_day_of_the_look_or_120_years_before_it():
    assert shown(f"身份证号{ID}", day=date(1985, 3, 7))
    assert not shown(f"身份证号{ID}", day=date(1985, 3, 6))
    assert not shown(f"身份证号{id_number('43010219000307123')}", day=date(2026, 1, 1))


# ------------------------------------------------------------ what leaves


def test_where_and_context_are_masked_and_short():
    text = f"经办{'甲' * 90}当事人王小明，身份证号：{ID}，手机{MOBILE}，卡号{CARD}{'乙' * 90}"
    exposures = shown(text, where=f"工作表“{ID}”")

    assert {one.kind for one in exposures} == {
        ExposureKind.RESIDENT_ID,
        ExposureKind.MOBILE,
        ExposureKind.BANK_CARD,
    }
    for one in exposures:
        assert len(one.context) <= 80
        assert one.masked in one.context
        assert "王小明" not in one.context
        for number in (ID, MOBILE, CARD):
            assert number[5:12] not in one.context
        assert one.where == f"工作表“{'43' + '*' * 16}”"
    assert "王某" in exposures[0].context


def test_what_a_quote_would_cut_is_left_out():
    text = f"{ID}{'甲' * 20}{MOBILE}{'甲' * 20}{ID}"
    (middle,) = [one for one in shown(text) if one.kind is ExposureKind.MOBILE]

    assert not set(middle.context.replace("139********", "")) & set("0123456789")


def test_fingerprints_know_a_number_again_however_it_is_written_and_only_with_the_key():
    forms = (MOBILE, "139 0731 1234", "0139 0731 1234", "+86 13907311234", "一三九〇七三一一二三四")
    prints = {one.fingerprint for form in forms for one in shown(f"电话{form}")}

    assert len(prints) == 1
    (single,) = prints
    assert len(single) == 16
    assert int(single, 16) >= 0
    other = find([("", f"电话{MOBILE}")], b"another key, as long").exposures[0]
    assert other.fingerprint != single
    assert shown("电话13907311235")[0].fingerprint != single


def test_no_kind_is_crowded_out():
    rows = "\n".join(f"13907{at:06}" for at in range(1000))
    found = find([("", f"{rows}\n张三 {ID}")], KEY, most=50)

    assert len(found.exposures) == 50
    assert found.more == 951
    assert [one.kind for one in found.exposures].count(ExposureKind.RESIDENT_ID) == 1
    assert found.exposures[0].rows == 1000


@pytest.mark.parametrize("most", [0, 1, 4, 5])
def test_few_may_be_kept(most):
    found = find([("", "\n".join(who[1] for who in PEOPLE))], KEY, most=most)

    assert (len(found.exposures), found.more) == (most, 6 - most)


def test_inspecting_is_finding_and_masking_in_one_go():
    head = ("姓名", "身份证号", "手机号", "银行账号", "家庭住址")
    parts = [("", "通知"), ("工作表“名单”", table(head, PEOPLE))]
    inspected = inspect(parts, KEY)

    assert inspected.found == find(parts, KEY)
    assert inspected.parts == tuple((where, masked(text)) for where, text in parts)
    assert len(inspected.found.exposures) == 24
    assert find(inspected.parts, KEY).exposures == ()


# ------------------------------------------------------------ properties

marks = (
    " |-| - |\t|\n|*|X|x|+|%|%2A|.|·|，|（|）|138|86|4111|1111|张三|王小明|身份证号|手机|卡号|护照|"
    "住址|住|李家村三组|E12345678|EA1234567|一三八|幺|0|1 |2022-04-15|编号|姓名|财政专户|联系人|"
    "公司|%31%33"
)
numbers = st.sampled_from(
    [ID, ID_X, ID_WRONG, ID_CHILD, OLD_ID, MOBILE, CARD, CARD_16, "一三九〇七三一一二三四"]
)
pieces = st.one_of(
    numbers,
    st.builds(lambda number, at: number[:at] + "\n" + number[at:], numbers, st.integers(1, 17)),
    st.builds(" ".join, numbers),
    st.sampled_from(marks.split("|")),
    st.text("0123456789１X -*%\t\n.张村组号", max_size=14),
)
texts = st.lists(pieces, max_size=12).map("".join)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(texts)
@example(f"住{MOBILE}村1组张三")
@example(f"护照{ID}E12345678 住李家村13907311234组")
def test_masked_text_shows_nothing_and_masking_twice_is_masking_once(text):
    once = masked(text)

    assert masked(once) == once
    assert find([("", once)], KEY).exposures == ()
    assert inspect([("", text)], KEY).parts[0][1] == once


@settings(derandomize=True, max_examples=300, deadline=None)
@given(texts)
def test_contexts_show_nothing(text):
    for one in shown(text):
        assert masked(one.context) == one.context
        assert masked(one.masked) == one.masked
        assert len(one.context) <= 80


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=80)), max_size=4))
@example([("\ud800", f"身份证号{ID}\ud800")])
def test_any_text_can_be_read(parts):
    inspected = inspect(parts, KEY)

    assert len(inspected.parts) == len(parts)


# ------------------------------------------------------------ work


def _steps(text):
    """Count the calls, Python's and C's, that one text takes: the same on every machine."""
    count = 0

    def step(*_):
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        inspect([("", text)], KEY)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "1", "-", "1 ", "1 1\n", "1\t", "1.", "１", f"{MOBILE}\t", f"{MOBILE} ", "139-0731-1234-",
        f"{ID}\t", f"{ID}\n", f"{ID[:12]}\n{ID[12:]}\n", "护照E12345678 ", "护照\tE12345678\t",
        "村1组", "住李家村三组张三", "住址\t姓名\n张三\t李家村三组\n", "一三八", "4111 ", "%31",
        "*", "姓名\t身份证号\n", "电话1 3 8 ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_and_no_faster(unit):
    # the longer one would take hours were a step inside one call quadratic
    short, long = (unit * (size // len(unit)) for size in (6_000, 24_000))

    assert _steps(long) <= 5 * _steps(short) + 2000


@pytest.mark.parametrize("unit", ["1", "-", "1 1 1 1", "\t", "张", "%"])
def test_five_megabytes_in_one_line(unit):
    text = unit * (5_000_000 // len(unit))

    assert inspect([("", text)], KEY).found.exposures == ()
