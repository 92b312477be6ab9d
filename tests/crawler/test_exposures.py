import re
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.exposures import masked, masked_url

WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
ID_NUMBER = "11010519491231002X"  # made up, with a right check digit
CARD = "6222021234567890128"  # made up, with a right check digit


def percent(text: str) -> str:
    """Return the text with every byte of it escaped, plain letters and digits too."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("张三 110105199003071234 公示", "张三 11**************** 公示"),
        ("证号11010519900307123X。", "证号11****************。"),
        ("证号11010519900307123x。", "证号11****************。"),
        ("证号11010519900307123Ｘ。", "证号11****************。"),
        (ID_NUMBER.translate(WIDE), "11****************"),
        ("110105 19491231 002X，", "11****************，"),
        ("110105-1949-1231-002x", "11****************"),
        ("110105 1949 1231 0021", "11****************"),
        ("110105－19491231－002Ｘ", "11****************"),
        ("430102201505061234", "43****************"),
        ("*13812345678*", "*138*********"),
        ("**138-1234-5678**", "**138**********"),
        ("110105194912310021X", "11****************X"),
        ("旧证110105491231002。", "旧证11*************。"),
        ("电话13812345678，", "电话138********，"),
        ("电话138 1234 5678，", "电话138********，"),
        ("电话138-1234-5678，", "电话138********，"),
        ("电话138 - 1234 - 5678，", "电话138********，"),
        ("电话138 12345678，", "电话138********，"),
        ("电话138\u00a01234\u30005678，", "电话138********，"),
        ("+86 13812345678", "+86 138********"),
        ("+86 138 1234 5678", "+86 138********"),
        ("+86-138-1234-5678", "+86-138********"),
        ("8613812345678", "86138********"),
        ("86138 1234 5678", "86138********"),
        ("008613812345678", "0086138********"),
        ("１３８１２３４５６７８", "138********"),
        ("１３８－１２３４－５６７８", "138********"),
        ("13812345678/13912345678", "138********/139********"),
        ("138-1234-5678-139-1234-5678", "138********-139********"),
        ("0731-88123456 138-1234-5678", "0731-88123456 138********"),
        ("1 138 1234 5678 2", "1 138******** 2"),
        (f"卡号{CARD}，", "卡号***************0128，"),
        ("卡号6222 0212 3456 7890 128，", "卡号***************0128，"),
        ("卡4111111111111111", "卡************1111"),
        (f"见 {percent('13812345678')}", "见 138********"),
        (f"{CARD} {ID_NUMBER} 13812345678", "***************0128 11**************** 138********"),
        (f"**卡号{CARD}**", "**卡号***************0128**"),
        ("电话013812345678，", "电话0138********，"),
        ("电话0138-1234-5678，", "电话0138********，"),
        ("电话138.1234.5678，", "电话138********，"),
        ("电话138-1234 5678，", "电话138********，"),
        ("电话：1381 234 5678，", "电话：138********，"),
        ("电话：1 3 8 1 2 3 4 5 6 7 8，", "电话：138********，"),
        ("一三八一二三四五六七八", "一三八********"),
        ("110105 1949 12 31 00 2X，", "11****************，"),
        (" ".join("110105194912310070"), "11****************"),
        ("1101051949\n1231002X", "11********\n********"),
        ("护照E12345678，", "护照E********，"),
        ("护照号：EA1234567", "护照号：E********"),
        ("张三，男，住丁字镇李家村三组", "张三，男，住丁字镇*****"),
        ("姓名\t住址\n张三\t丁字镇李家村三组", "姓名\t住址\n张三\t丁字镇*****"),
    ],
)
def test_private_numbers_are_masked(text: str, hidden: str) -> None:
    assert masked(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "2022-04-15 10:20:30",
        "2022-04-15 2022-04-16 2022-04-17",
        "20220415102030",
        "2022年4月15日10时20分30秒",
        "网站标识码1304000009",
        "bm13040000 1304000009",
        "13042002000523",  # 公网安备
        "湘ICP备13012345号-1 公网安备 43010202001234号",
        "990105199003071234",  # no such province
        "110105199013071234",  # no such month
        "213812345678",
        "138123456789",
        "1381234567",
        "0310-3113114",
        "0731-88123456",
        "0731-88123456、88123457",
        "（0731）88123456转8001",
        "400-123-4567",
        "4001234567",
        "12345",
        "湘政办发〔2022〕10号",
        "11441700007280420Y/2021-00050",
        "014006438/2023-01685",
        "12430100444884500X",  # 统一社会信用代码
        "91430100MA4L1234XY",
        "52430000501234567X",
        "2020-430100-48-01-016789",
        "430100-20220415-0001",  # an index number: its check digit is not one
        "0104-138-1234-5678",
        "151 20220415",
        "6222021234567890123",  # the check digit of no card
        "43010020220415000",  # area, day, serial number, and like a card's check digit
        "62010020220415000",
        "4301002022000008",
        "430000202204150001",
        "430102150506123",  # nobody born in 1915
        "会议150 2019-2020年度",
        "52430000000000001Y",
        "62220212345678901280",  # twenty digits
        "1234567890123456789",
        "138****5678-1234-5678",
        "P020220415531234567890.pdf",
        "113.12345678",
        "2022.04.15 2022.05.16",
        "1 3 8 1 2 3 4 5 6 7 8",  # a row of figures
        "1381 234 5678",
        "1101051949\n12310021",  # two figures of one column
        "一二三四五六七八九十",
        "E12345678",
        "地址：芙蓉路12号，联系人：张三",
        "张三 芙蓉路12号",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "http://x.gov.cn/content/13812345678.html",
        "http://x.gov.cn/content_5365945.html",
        "/content/content_1234567890123456789.html",
        "/content/content_6222021234567890128.html",
        "/art/2022/4/15/art_138_1234567.html",
        "/t20220415_13812345678.html",
        "/xxgk/11441700007280420Y/2021-00050",
        "/content_430100202204150001.html",  # area, day, serial number
        "/s?t=1650012345678&id=ff8080817f3a12345678&p=%E5%85%AC%E7%A4%BA",
        "/s?id=4028818370000123006a",
        "/s?id=a4028818370000123006",
        "/s?id=c_4028818370000123006",
        "/s?day=2022-04-15+10%3A20%3A30",
        "/s?code=2020-430100-48-01-016789",
        "/%E5%85%AC%E7%A4%BA/2022-04-15",
        "not an address % at all 100%",
        "http://[",
    ],
)
def test_other_addresses_stay(url: str) -> None:
    assert masked_url(url) == url


@pytest.mark.parametrize(
    ("url", "hidden"),
    [
        ("/c/13812345678.html?tel=13812345678&p=2", "/c/13812345678.html?tel=138********&p=2"),
        ("/q#tel=13812345678", "/q#tel=138********"),
        ("/q?tel=138+1234+5678", "/q?tel=138********"),
        ("/q?tel=138%201234%205678&p=%E5%85%AC", "/q?tel=138********&p=%E5%85%AC"),
        ("/q?tel=%2B86%20138-1234-5678", "/q?tel=%2B86%20138********"),
        ("/q?tel=8613812345678", "/q?tel=86138********"),
        ("/q;tel=13812345678/a", "/q;tel=138********/a"),
        ("http://13812345678@x.gov.cn/", "http://138********@x.gov.cn/"),
        ("tel:13812345678", "tel:138********"),
        ("mailto:13812345678@139.com", "mailto:138********@139.com"),
        ("javascript:call('13812345678')", "javascript:call('138********')"),
        (f"/a/{percent('13812345678')}.html", "/a/138********.html"),
        (f"/a?tel={percent('13812345678')}", "/a?tel=138********"),
        (f"/a#{percent('13812345678')}", "/a#138********"),
        (f"/a/{quote('１３８１２３４５６７８')}", "/a/138********"),
        ("/a/%A3%B1%A3%B3%A3%B8%A3%B1%A3%B2%A3%B3%A3%B4%A3%B5%A3%B6%A3%B7%A3%B8", "/a/138********"),
        (f"/a?tel={quote(percent('13812345678'))}", "/a?tel=138********"),  # escaped twice
        (f"/{quote('张三')}13812345678.xls", f"/{quote('张三')}138********.xls"),
        (f"/{quote('张')}%A013812345678.xls", f"/{quote('张')}%A0138********.xls"),
        ("/张三13812345678.xls", "/张三138********.xls"),
        ("/p/110105199003071234.html", "/p/11****************.html"),
        ("/p/11010519491231002x.html", "/p/11****************.html"),
        (f"/p/{quote(ID_NUMBER.translate(WIDE))}.html", "/p/11****************.html"),
        (f"/p/{percent(ID_NUMBER)}.html", "/p/11****************.html"),
        ("/p?id=110105%2D19491231%2D002X", "/p?id=11****************"),
        ("/p/110105491231002", "/p/11*************"),
        (f"/p?card={CARD}", "/p?card=***************0128"),
        (f"/p?card={percent(CARD)}", "/p?card=***************0128"),
    ],
)  # fmt: skip
def test_private_numbers_in_addresses_are_masked(url: str, hidden: str) -> None:
    assert masked_url(url) == hidden
    assert masked_url(hidden) == hidden


def with_check_character(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def with_luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


digits = st.text("0123456789", min_size=8, max_size=8)
mobiles = st.builds(lambda head, tail: f"1{head}{tail}"[:11], st.integers(30, 99), digits)
days = st.dates(date(1920, 1, 1), date(1999, 12, 31))
areas = st.sampled_from(["110105", "430102", "652901", "441900"])
old_ids = st.builds(
    lambda area, day, serial: f"{area}{day:%y%m%d}{serial:03}", areas, days, st.integers(0, 999)
)
new_ids = st.builds(
    lambda area, day, serial: with_check_character(f"{area}{day:%Y%m%d}{serial:03}"),
    areas,
    days,
    st.integers(0, 999),
)
cards = st.builds(lambda a, b: with_luhn(f"6222{a}{b}"[:18]), digits, digits)


def grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return gap.join(parts)


gaps = st.sampled_from([" ", "-", "－", "\u3000", "\u00a0", " - "])
written = st.one_of(
    st.builds(lambda n: (n, n, 3), mobiles),
    st.builds(lambda n, gap: (n, grouped(n, (3, 4, 4), gap), 3), mobiles, gaps),
    st.builds(lambda n, head: (n, head + n, 3), mobiles, st.sampled_from(["+86 ", "86", "+86-"])),
    st.builds(lambda n, gap: (n, grouped(n, (6, 8, 4), gap), 2), new_ids, gaps),
    st.builds(lambda n, gap: (n, grouped(n, (6, 4, 4, 4), gap), 2), new_ids, gaps),
    st.builds(lambda n: (n, n, 2), new_ids),
    st.builds(lambda n: (n, n.lower(), 2), new_ids),
    st.builds(lambda n: (n, n, 2), old_ids),
)
words = st.text("张三电话：，。ABxyz（）/", max_size=5)


def digits_of(text: str) -> str:
    return "".join(re.findall(r"\d", text.translate(NARROW)))


@settings(derandomize=True, max_examples=300)
@given(written, words, words, st.sampled_from(["plain", "wide", "percent"]))
def test_nothing_of_a_number_survives_beyond_what_is_kept(
    number_as_written: tuple[str, str, int], before: str, after: str, how: str
) -> None:
    number, text, kept = number_as_written
    if how == "wide":
        text = text.translate(WIDE)
    if how == "percent":
        text = percent(text)

    for hidden in (
        masked(f"{before}{text}{after}"),
        masked_url(f"/a?b={quote(before)}{text}{quote(after)}"),
        masked_url(f"/a#{text}"),
    ):
        left = digits_of(re.sub("%[0-9A-F]{2}", "", hidden)).removeprefix("86")
        assert left == number[:kept], hidden


@settings(derandomize=True, max_examples=100)
@given(cards, words)
def test_of_a_card_four_digits_stay(number: str, before: str) -> None:
    hidden = masked(f"{before}{number}")

    assert hidden == f"{before}{'*' * (len(number) - 4)}{number[-4:]}"


marks = " |-| - |*|X|x|+|%|%2A|=|?|#|/|@|张|86|138|1234|5678|4111|1111|0101|%31|%2531|%25|tel:"
pieces = st.one_of(
    written.map(lambda found: found[1]),
    written.map(lambda found: percent(found[1])),
    cards,
    cards.map(lambda number: grouped(number, (4, 4, 4, 4, 3), " ")),
    st.sampled_from(marks.split("|")),
    st.text("0123456789１X -*%", max_size=12),
)


@settings(derandomize=True, max_examples=250, deadline=None)
@given(st.lists(pieces, max_size=9).map("".join))
@example("4001 1111 1111 1111 11010519491231002X")  # with the 11 that stay, a card of 18 digits
@example("6222020000000084111 1111 1111 1111")  # with the 4111 that stay, a card of 16
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    assert masked_url(masked_url(text)) == masked_url(text)


@settings(derandomize=True)
@given(st.text(st.characters(exclude_categories=["Nd", "Cs"])))
def test_text_without_digits_is_untouched(text: str) -> None:
    assert masked(text) == text
    assert masked_url(text) == text


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "138-1234-", "4111 ", "13812345678 ", "%31", "%25", "%2", "１－", "110105 "]
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    # 60 kB of the worst: were a step quadratic, this would take minutes
    text = unit * (60_000 // len(unit))

    assert masked(masked(text)) == masked(text)
    assert masked_url(masked_url(text)) == masked_url(text)
