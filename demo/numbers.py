"""Numbers that look private and are nobody's: drawn at random, with check digits that hold.

The division codes belong to no place (`REGION`), the mobile prefixes are those of machines, and
no bank issues cards that begin so: no number here can be a person's.
"""

from random import Random

from demo.units import REGION

_COUNTIES = ("01", "02", "03", "21", "22", "23", "81", "82")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MOBILES = ("146", "148")
"""Prefixes of machines: no person ever had such a number."""
_ISSUER = "620000"
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘蒋蔡杜叶苏魏吕丁沈"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英华玉兰建国志斌宇浩凯健俊帆雪慧莹晨欣怡佳鑫琳辉梅宁"
)


def person(rng: Random) -> str:
    """A name, of three characters so that tables line up."""
    return rng.choice(_SURNAMES) + "".join(rng.choices(_GIVEN, k=2))


def people(rng: Random, count: int) -> list[str]:
    """Names, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[person(rng)] = None
    return list(found)


def check_digit(body: str) -> str:
    """The last character of an identity number (GB 11643-1999)."""
    return _CHECKS[sum(int(n) * w for n, w in zip(body, _WEIGHTS, strict=True)) % 11]


def _born(rng: Random, first: int, last: int) -> str:
    return f"{rng.randint(first, last)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"


def resident_id(rng: Random, first: int = 1946, last: int = 2004) -> str:
    """An identity number of eighteen places whose check digit holds."""
    body = f"{REGION}{rng.choice(_COUNTIES)}{_born(rng, first, last)}{rng.randrange(1, 1000):03d}"
    return body + check_digit(body)


def broken_id(rng: Random) -> str:
    """Eighteen digits like an identity number's whose check digit does not hold."""
    number = resident_id(rng)
    while number[-1] == "X":
        number = resident_id(rng)
    wrong = (int(number[-1]) + 1 + rng.randrange(8)) % 10
    return number[:-1] + str(wrong)


def old_id(rng: Random) -> str:
    """An identity number of fifteen digits, as they were before 1999."""
    return (
        f"{REGION}{rng.choice(_COUNTIES)}{_born(rng, 1946, 1980)[2:]}{rng.randrange(1, 1000):03d}"
    )


def mobile(rng: Random) -> str:
    """A mobile number."""
    return f"{rng.choice(_MOBILES)}{rng.randrange(10**8):08d}"


def luhn(body: str) -> str:
    """The check digit of a card (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def bank_card(rng: Random, length: int = 19) -> str:
    """A card number whose check digit holds."""
    body = _ISSUER + "".join(str(rng.randrange(10)) for _ in range(length - len(_ISSUER) - 1))
    return body + luhn(body)


def passport(rng: Random) -> str:
    """An ordinary passport's number."""
    return f"E{rng.randrange(10**8):08d}"


def credit_code(rng: Random) -> str:
    """A 统一社会信用代码 with its check character (GB 32100-2015), of an office or a firm."""
    head = rng.choice(("11", "12", "91", "93")) + REGION + rng.choice(_COUNTIES)
    body = head + "".join(rng.choices(_CODE_LETTERS, k=9))
    total = sum(_CODE_LETTERS.index(c) * 3**place % 31 for place, c in enumerate(body))
    return body + _CODE_LETTERS[-total % 31]


def landline(rng: Random) -> str:
    """A telephone of an office, under an area code that is no longer in use."""
    return f"0765-88{rng.randrange(10**5):05d}"


def address(rng: Random) -> str:
    """Where somebody lives, down to the door."""
    county = rng.choice(("云溪县", "石桥县", "青峰县"))
    town = rng.choice(("新桥镇", "白沙镇", "柳河镇", "龙泉乡"))
    village = rng.choice(("杨柳", "石门", "双河", "大屋", "上湾", "和平")) + "村"
    return f"{county}{town}{village}{rng.randint(1, 12)}组{rng.randint(1, 180)}号"


def starred(number: str, left: int, right: int, mark: str = "*") -> str:
    """A number with its middle covered."""
    return number[:left] + mark * (len(number) - left - right) + (number[-right:] if right else "")
