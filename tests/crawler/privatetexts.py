"""Made-up numbers with right check digits, and texts as offices write them."""

from collections.abc import Iterable

KEY = b"a key of the tests, and of nothing else"
MOBILE = "13907311234"
CARD = "6222021234567890128"


def id_number(body: str) -> str:
    """Return 17 digits with their check character (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def card_number(body: str) -> str:
    """Return digits with their check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


ID = id_number("43010219850307123")
ID_X = "11010519491231002X"
ID_WRONG = ID[:-1] + ("0" if ID[-1] != "0" else "1")
ID_CHILD = id_number("43010220180506123")
OLD_ID = "430102850307123"
NAMES = ("张三", "李小红", "王建国", "欧阳明", "刘伟", "陈静", "赵志强", "周敏")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows in lines, cells joined by tabs."""
    return "\n".join("\t".join(row) for row in (head, *rows))


def people(count: int) -> list[tuple[str, str, str, str, str]]:
    """Return so many people: name, identity number, mobile number, card, home."""
    return [
        (
            NAMES[at % len(NAMES)],
            id_number(f"430102{1950 + at % 50}0307{at:03}"),
            f"1390731{at:04}",
            card_number(f"622202123456789{at:03}"),
            f"丁字镇李家村{at % 9 + 1}组",
        )
        for at in range(count)
    ]
