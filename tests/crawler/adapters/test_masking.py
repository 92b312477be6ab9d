from datetime import UTC, datetime

from crawler.adapters import read
from crawler.adapters.reading import Document

SEEN = datetime(2022, 5, 1, tzinfo=UTC)


def test_no_private_number_leaves_a_reading() -> None:
    rows = "".join(
        f'<li><a href="/q?id=110105199003071234&n={n}">张三110105199003071234、13812345678</a>'
        f"<span>2022-04-0{n}</span></li>"
        for n in range(1, 5)
    )
    body = f"<title>13812345678</title><h3>张三13812345678</h3><ul>{rows}</ul>".encode()

    reading = read(Document(url="http://x.gov.cn/", body=body, fetched_at=SEEN))

    assert len(reading.entries) == 4
    assert "19900307" not in repr(reading)
    assert "13812345678" not in repr(reading)
