import pytest

from crawler.adapters import mojibake, read
from crawler.adapters.reading import Document
from tests.crawler.adapters.shapes import SEEN

TEXT = "中国政府网发布关于印发管理办法的通知，要求各地各部门认真贯彻执行。人民政府办公室。"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (TEXT, 0, 0),
        ("锛", 0, 0),
        (TEXT + "住在鍘村的浜某，烫烫的红薯", 0, 0),
        (TEXT.encode().decode("gb18030", "replace"), 0.5, 1),
        (TEXT.encode().decode("cp1252", "replace"), 0.5, 1),
        ("锟斤拷锟斤拷" * 10 + TEXT, 0.4, 0.7),
        ("屯屯屯屯" * 10 + TEXT, 0.3, 0.6),
    ],
)
def test_the_share_of_what_only_a_wrong_decoding_yields(text, least, most):
    assert least <= mojibake.share(text) <= most


def test_a_page_that_was_sent_spoilt_says_so():
    spoilt = TEXT.encode().decode("gb18030", "replace")
    document = Document(url="http://a.gov.cn/", body=f"<p>{spoilt}".encode(), fetched_at=SEEN)

    assert any("乱码" in note for note in read(document).notes)
    assert read(Document(url="", body=f"<p>{TEXT}".encode(), fetched_at=SEEN)).notes == ()
