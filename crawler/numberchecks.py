"""What makes digits a citizen's identity number, a mobile number, a card's: the check digits.

GB 11643-1999 for identity numbers, ISO/IEC 7812-1 for cards, GB/T 2260 for provinces. Which
prefixes are in use, of mobile numbers and of Chinese cards, is general knowledge: they change.
"""

import re
from datetime import date
from operator import mul

PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83}
)
"""Province codes of GB/T 2260 that open an identity number (GB 11643-1999)."""
OLD_ID = 15
_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_OLD_IDS_SINCE = 1920
CODED_SINCE = 2007
"""Codes made of area, day and serial number look like the identity numbers of children: they are
told apart by the check digit (政府信息公开条例, in force since 2008, brought index numbers)."""
_CARD = re.compile(r"(?:62|4|5|9558|95599|95555|6013|6014|9000[01]0|966666|96880[789])\d+")
_ISSUED = re.compile(
    r"62\d{14,17}|(?:35[2-8]|[45]\d\d)\d{13}|9558\d{12,15}|95599\d{14}|95555\d{11}|955100\d{13}"
    r"|(?:4367(?:42|45)|456351|42134[59]|43406[12]|589970)\d{13}|6013\d{12,15}|601428\d{11}"
    r"|(?:900000|900010|966666)\d{12}|96880[789]\d{10}"
)
_IN_USE = re.compile(r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_NOBODYS = re.compile(r"1\d\d(\d)\1{7}|13800138000|1[3-9]\d(?:01234567|76543210)")


def born(number: str) -> date | None:
    """Return the day of birth that an identity number of 15 or 18 characters tells; None for none.

    Nothing but the day is checked. Those of 15 were given to people born from 1920 on.
    """
    if len(number) == OLD_ID:
        day = day_of("19" + number[6:12])
        return day if day is not None and day.year >= _OLD_IDS_SINCE else None
    return day_of(number[6:14])


def day_of(digits: str) -> date | None:
    """Return the day that eight digits write, if a living person may have been born on it."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2099 else None


def opens_with_region(number: str) -> bool:
    """Whether an identity number begins with a region that there is.

    Residents from Hong Kong, Macao and Taiwan have 810000 to 830000 (GB 11643, 港澳台居民居住证),
    foreigners with the right to stay 9, the province and their country (外国人永久居留身份证).
    """
    if number[0] == "9":
        return int(number[1:3]) in PROVINCES and number[:2] != "99" and len(number) != OLD_ID
    return int(number[:2]) in PROVINCES and (number[2:6] != "0000" or number[0] == "8")


def checks(number: str) -> bool:
    """Whether the last character of an identity number is right (ISO 7064 MOD 11-2)."""
    total = sum(map(mul, map(int, number[:17]), _WEIGHTS))
    return "10X98765432"[total % 11] == number[-1]


def is_resident_id(number: str) -> bool:
    """Whether 18 characters are right in all that can be checked: region, day, check digit."""
    day = born(number)
    return opens_with_region(number) and day is not None and checks(number)


def is_card(number: str) -> bool:
    """Whether digits may be a card's: how they begin, and their check digit."""
    return bool(_CARD.fullmatch(number)) and _luhn(number) and not _is_coded(number)


def is_issued(card: str) -> bool:
    """Whether cards that begin so, with as many digits, are issued to people in China."""
    return bool(_ISSUED.fullmatch(card))


def _luhn(number: str) -> bool:
    """Whether the check digit of a card holds (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0


def is_in_use(mobile: str) -> bool:
    """Whether mobile numbers that begin so have been given out."""
    return bool(_IN_USE.fullmatch(mobile))


def is_nobodys(mobile: str) -> bool:
    """Whether a mobile number stands in forms as an example, or is the operator's own."""
    return bool(_NOBODYS.fullmatch(mobile))


def _is_coded(number: str) -> bool:
    """Whether the digits of a card are rather area, year or day, and serial number."""
    if int(number[:2]) not in PROVINCES:
        return False
    return day_of(number[6:14]) is not None or (
        not number.startswith("62") and number[6:8] in {"19", "20"}
    )
