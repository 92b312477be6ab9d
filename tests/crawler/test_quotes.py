from crawler.exposures import private
from crawler.quotes import quote
from crawler.tablerows import Rows
from tests.crawler.privatetexts import CARD, ID, MOBILE, people


def quoted(text, at=0):
    found = private(text)
    return quote(text, found, found[at], Rows(text).row(found[at].start))


def test_neighbours_are_masked_and_names_hidden():
    text = f"张三（身份证{ID}，手机{MOBILE}，卡号{CARD}）"

    assert quoted(text) == f"张某（身份证43{'*' * 16}，手机139********，卡号"


def test_it_stays_in_its_row():
    who = people(3)
    text = "\n".join("\t".join(row) for row in who)

    assert "李" not in quoted(text)
    assert quoted(text, 0).startswith("张某 43")


def test_cells_are_shown_whole_or_not_at_all():
    text = "\t".join(["很长的一段备注内容" * 8, "张三丰", ID, "又一段很长的备注内容" * 8])

    assert quoted(text) == f"张某 43{'*' * 16}"


def test_a_number_that_goes_on_in_the_next_line_is_shown_whole():
    assert quoted(f"证件{ID[:12]}\n{ID[12:]}") == f"证件43{'*' * 10} {'*' * 6}"
