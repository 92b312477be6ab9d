"""The walk's key says what is planted, and what is planted is there, by independent readers."""

import csv
import io
import re
import zipfile
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

import olefile
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from demo.answer import Answer
from demo.answers import Answers
from demo.key import Sheet
from demo.stories import BY_ID
from tests.demo.reading import Page, city

SHEET = Sheet.read(walk=True)
BASE = Sheet.read()
SEEDS = [1, 7, 2026]
ID = re.compile(r"(?<![0-9])4454\d{13}[\dX](?![0-9])")
MOBILE = re.compile(r"(?<![0-9])14[68]\d{8}(?![0-9])")
CARD = re.compile(r"(?<![0-9])620000\d{13}(?![0-9])")
PASSPORT = re.compile(r"(?<![A-Z0-9])E\d{8}(?![0-9])")
HOME = re.compile(r"村\d+组\d+号")
CALLED = {
    "resident-id-exposed": ID,
    "mobile-exposed": MOBILE,
    "bank-card-exposed": CARD,
    "passport-exposed": PASSPORT,
    "address-exposed": HOME,
}
WORDS = {
    "W40": "布署", "W41": "按装", "W42": "布署", "W43": "按装", "W44": "残废人",
    "W45": "台湾、香港等国家", "W46": "国土资源局", "W47": "工商行政管理局",
    "W48": "食品药品监督管理局", "W49": "進一步加強", "W50": "РDF", "W51": "待补充",
    "W52": "Lorem ipsum", "W53": "测试测试", "W71": "百家乐", "W72": "百家乐", "W73": "送彩金",
}  # fmt: skip
_WIDE = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")


@cache
def answers_of(site_id, seed):
    return Answers(next(site for site in city(seed).sites if site.id == site_id))


def answers_at(entry, seed=1):
    return answers_of(city(seed).roles[entry["site"]].id, seed)


def opened(answers, place, agent="Mozilla/5.0"):
    """What stands at a planted place; asked for twice, as some come only then."""
    path = answers.family.planted[place]
    first = answers.to(path, agent)
    return first if first.status != 503 else answers.to(path, agent)


def luhn(number):
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0


def checks(number):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(n) * w for n, w in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[-1]


def text_of(body, name=""):
    """All text of a file, hidden parts too, as programs that are not ours read it."""
    if body.startswith(b"PK"):
        return text_of_zip(body)
    if body.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(body)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        return text_of_ole(body)
    for charset in ("utf-8-sig", "gbk"):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    raise AssertionError(name)


def text_of_zip(body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            remarks = [archive.read(n).decode() for n in names if "comments" in n]
            return "\n".join([text_of_sheets(body), *remarks])
        if "[Content_Types].xml" in names:
            said = "\n".join(archive.read(n).decode() for n in names if n.endswith(".xml"))
            return re.sub(r"<[^>]+>", "\n", said)
        return "\n".join(text_of(archive.read(n), n) for n in names)


def text_of_sheets(body):
    book = CalamineWorkbook.from_object(io.BytesIO(body))
    rows = (row for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python())
    return "\n".join("\t".join(map(str, row)) for row in rows)


def text_of_ole(body):
    with olefile.OleFileIO(io.BytesIO(body)) as held:
        if not held.exists("WordDocument"):
            return text_of_sheets(body)
        main = held.openstream("WordDocument").read()
        assert main[:2] == b"\xec\xa5"
        count = int.from_bytes(main[0x4C:0x50], "little")
        at, size = (int.from_bytes(main[n : n + 4], "little") for n in (0x1A2, 0x1A6))
        clx = held.openstream("1Table").read()[at : at + size]
        start = int.from_bytes(clx[5 + 8 + 2 : 5 + 8 + 6], "little")
        return main[start : start + 2 * count].decode("utf-16-le")


def said_at(seed, fault):
    answers = answers_at(fault, seed)
    answer = opened(answers, fault["place"])
    assert answer.status == 200
    if not fault["place"].startswith("@article:"):
        return text_of(answer.body)
    html = answer.body.decode(answers.site.encoding)
    page = Page(html)
    return page.text + "\n" + " ".join(re.findall(r'title="([^"]*)"', html))


def test_the_key_is_large_and_every_entry_is_its_own():
    faults = SHEET.faults[len(BASE.faults) :]
    assert len(faults) >= 45
    assert len(SHEET.traps) - len(BASE.traps) >= 40
    assert len({fault["id"] for fault in SHEET.faults}) == len(SHEET.faults)
    assert len({(f["rule"], f["site"], f["place"]) for f in faults}) == len(faults)
    assert BASE.roles == SHEET.roles


@pytest.mark.parametrize("seed", [*SEEDS, 3])
def test_the_key_resolves(seed):
    key = SHEET.resolve(city(seed))
    at = {site.id: site.netloc for site in city(seed).sites}
    for fault in key.planted:
        place = urlsplit(fault.place)
        inside = fault.rule not in {"link-dead", "link-hidden", "link-risky"}
        assert place.hostname == "127.0.0.1"
        assert not inside or place.netloc == at[fault.site]
    assert len({(f.rule, f.site, f.place) for f in key.planted}) == len(key.planted)


def test_every_story_has_a_part_in_the_key():
    named = {entry["place"].partition(":")[2] for part in (SHEET.faults, SHEET.traps, SHEET.unseen)
             for entry in part}  # fmt: skip
    other = {"reprint-first", "yearly-old", "forged-old", "id-link-list"}
    for story in BY_ID.values():
        own = {story.id, *(leaf.id for leaf in story.files), *(lead.id for lead in story.leads)}
        assert own & named or own & other or story.id.startswith("maze-"), story.id


PRIVATE = [f for f in SHEET.faults if f["rule"] in CALLED]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fault", PRIVATE, ids=lambda f: f["id"])
def test_private_numbers_are_there(fault, seed):
    said = said_at(seed, fault).translate(_WIDE)
    if fault["id"] == "W12":
        found = re.findall(r"(?<!\d)4454\d{11}(?!\d)", said)
    elif fault["id"] == "W16":
        found = [n.replace(" ", "") for n in re.findall(r"4454\d\d \d{8} \d{3}[\dX]", said)]
    else:
        found = CALLED[fault["rule"]].findall(said)
    least = 8 if fault["rule"] in {"mobile-exposed", "address-exposed"} else 1
    assert len(set(found)) >= least
    if fault["rule"] == "resident-id-exposed" and fault["id"] != "W12":
        assert all(map(checks, found))
    if fault["rule"] == "bank-card-exposed":
        assert all(map(luhn, found))


@pytest.mark.parametrize("fault", [f for f in SHEET.faults if f["id"] in WORDS],
                         ids=lambda f: f["id"])  # fmt: skip
def test_wrong_words_are_there_and_only_there(fault):
    word = WORDS[fault["id"]]
    assert word in said_at(1, fault).replace("\r\n", "")
    answers = answers_at(fault)
    home = answers.to("/", "Mozilla/").body.decode(answers.site.encoding)
    assert word not in home


def test_the_same_text_stands_under_two_dates():
    answers = answers_at({"site": "@wrong-code-jcms"})
    column = answers.site.column("policy")
    new, old = (next(i for i in column.items if i.story == s) for s in ("forged-new", "forged-old"))
    assert (new.day - old.day).days > 183
    assert new.title == old.title
    texts = []
    for story in ("forged-new", "forged-old"):
        html = opened(answers, f"@article:{story}").body.decode("utf-8")
        texts.append(html.partition("<!--<$[信息内容]>begin-->")[2].partition("上一篇")[0])
    assert texts[0] == texts[1]
    assert len(texts[0]) > 500


STATUS = {"W55": 404, "W58": 410, "W59": 404, "W60": 200, "W61": 200, "W62": 200, "W63": 200}


@pytest.mark.parametrize("fault", [f for f in SHEET.faults if f["id"] in STATUS],
                         ids=lambda f: f["id"])  # fmt: skip
def test_what_is_dead_is_dead_and_linked_from_its_article(fault):
    answers = answers_at(fault)
    charset = answers.site.encoding
    answer = opened(answers, fault["place"])
    assert answer.status == STATUS[fault["id"]]
    if fault["id"] == "W61":
        assert answer.body == b""
    if fault["id"] in {"W60", "W62", "W63"}:
        assert "不存在" in answer.body.decode(charset)
    planted = answers.family.planted
    article = next(
        s for s in BY_ID.values()
        if fault["place"].partition(":")[2] in {x.id for x in (*s.files, *s.leads)}
    )  # fmt: skip
    page = Page(opened(answers, f"@article:{article.id}").body.decode(charset))
    assert planted[fault["place"]] in page.links


NUMBERS = [t for t in SHEET.traps[len(BASE.traps) :] if "resident-id-exposed" in t["rules"]]


@pytest.mark.parametrize("entry", NUMBERS, ids=lambda t: t["place"])
def test_number_traps_hold_nothing_that_checks(entry):
    """What is no contact and no public account has neither a valid id nor a card."""
    place = entry["place"]
    said = said_at(1, entry)
    assert not any(map(checks, ID.findall(said)))
    assert len(MOBILE.findall(said)) <= 3
    assert not HOME.search(said)
    assert bool(CARD.search(said)) == ("account" in place)


def test_blind_files_do_not_open():
    bodies = {
        e["place"]: opened(answers_at(e), e["place"]).body for e in SHEET.unseen[len(BASE.unseen) :]
    }
    assert len(bodies) == 5
    assert not text_of(bodies["@file:scanned"]).strip()
    with olefile.OleFileIO(io.BytesIO(bodies["@file:locked-xlsx"])) as held:
        assert held.exists("EncryptedPackage")
    with zipfile.ZipFile(io.BytesIO(bodies["@file:locked-zip"])) as held:
        assert "名单.txt" in held.namelist()
        assert held.read("名单.txt", pwd=b"shifan-2026").decode().startswith("请向")
        with pytest.raises(RuntimeError, match="encrypted"):
            held.read("名单.txt")
    with pytest.raises(OSError, match="out of range"):
        olefile.OleFileIO(io.BytesIO(bodies["@file:broken-doc"]))
    assert bodies["@file:rar"].startswith(b"Rar!\x1a\x07\x00")


def test_ordinary_files_open_and_hold_nothing_private():
    kinds = Counter()
    for site in city().sites[:45:4]:
        if site.wall is not None:
            continue
        answers = answers_of(site.id, 1)
        for path, target in answers.family.targets.items():
            if target.leaf is None or target.item.story:
                continue
            answer = answers.to(path, "Mozilla/")
            assert isinstance(answer, Answer)
            said = text_of(answer.body, target.leaf.words)
            assert len(said) > 20
            assert not ID.search(said)
            assert not MOBILE.search(said)
            kinds[target.leaf.ending] += 1
    assert sum(kinds.values()) > 80
    assert set(kinds) == {"pdf", "doc", "docx", "xls", "xlsx", "zip", "csv", "txt", "pptx"}


def test_a_csv_is_one():
    body = opened(answers_at({"site": "@empty-tables"}), "@file:id-csv-gbk").body
    rows = list(csv.reader(io.StringIO(body.decode("gbk"))))
    assert rows[0] == ["序号", "姓名", "身份证号码"]
    assert len(rows) == 11
