"""Small pages of our own in the shapes that content systems of government sites print."""

from datetime import UTC, datetime

from crawler.adapters.dom import Dom

SEEN = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TEXT = (
    "示范市今日召开全市工作会议，部署本年度重点任务，要求各部门对照清单逐项落实，确保按期完成。" * 6
)


def dom(source, url="http://www.shifan.gov.cn/zwdt/a.html"):
    return Dom(source, url=url, seen=SEEN)


def page(body, *, title="", metas=None, url="http://www.shifan.gov.cn/zwdt/a.html", scripts=""):
    tags = "".join(f'<meta name="{name}" content="{text}">' for name, text in (metas or {}).items())
    head = f"<head><title>{title}</title>{tags}{scripts}</head>"
    return dom(f"<!DOCTYPE html><html>{head}<body>{body}</body></html>", url)
