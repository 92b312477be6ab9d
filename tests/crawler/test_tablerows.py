from crawler.tablerows import Headings, Rows

TABLE = (
    "名单\n序号\t姓名\t身份证号\n1\t张三\t430***1234\n2\t李四\t430***1235\n\n姓名\t金额\n王五\t3"
)


def test_rows_know_line_and_column():
    rows = Rows(TABLE)
    places = [
        rows.row(TABLE.index(word)) for word in ("名单", "张三", "430***1234", "2\t李四", "王五")
    ]

    assert [place.line for place in places] == [0, 2, 2, 3, 6]
    assert [place.column for place in places] == [-1, 1, 2, 0, 0]
    assert TABLE[places[1].start : places[1].end] == "1\t张三\t430***1234"


def test_the_nearest_heading_above_heads_a_column():
    headings = Headings(TABLE)

    assert headings.cell_above(TABLE.index("2\t李四"), 2) == "身份证号"
    assert headings.cell_above(TABLE.index("王五"), 1) == "金额"
    assert headings.cell_above(TABLE.index("王五"), 2) == ""
    assert headings.cell_above(0, 0) == ""
    assert headings.row_above(TABLE.index("王五")) == ["姓名", "金额"]


def test_two_rows_head_together():
    text = "姓名\t证件\t\n\t类型\t号码\n张三\t身份证\t1"

    assert Headings("序号\t姓名\t身份证\n\t名称\t号码\n1").cell_above(100, 2) == "身份证号码"
    assert Headings(text).cell_above(text.index("张三"), 1) == "证件类型"


def test_rows_that_hold_numbers_head_nothing():
    assert Headings("姓名：张三\t电话13907311234\n李四").row_above(50) == []
    assert Headings("姓名和电话\n李四\t1").row_above(50) == []


def test_a_very_long_line_is_cut():
    text = "甲" * 5000 + "1" + "乙" * 5000
    row = Rows(text).row(5000)

    assert (row.start, row.end) == (4000, 6000)
