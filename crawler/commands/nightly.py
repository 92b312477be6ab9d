"""The night's work in order: crawl, audit, report; each step its own process."""

import argparse

from crawler import clock
from crawler.command import InputError, ProjectCommand, city_named, step, worst
from storage.lock import exclusive

# Step by step what an operator would type; any can be repeated by hand.
STEPS = (
    ("crawl", "columns", "-a", "city={city}"),
    ("crawl", "pages", "-a", "city={city}"),
    ("audit", "{city}"),
    ("report", "{city}"),
)


class Command(ProjectCommand):
    """Runs each step as its own process, so that one that dies costs the others nothing."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "城市"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "每夜一次：抓取、判定、出报告"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Run the steps and return the worst of their statuses."""
        if len(args) != 1:
            raise InputError("用法：scrapy nightly 城市")
        assert self.settings is not None
        city = args[0]
        city_named(city, self.settings)
        with exclusive(self.settings.get("DATABASE_URL"), f"nightly {city}"):
            return worst(*[_run([word.format(city=city) for word in words]) for words in STEPS])


def _run(words: list[str]) -> int:
    """Run one step, say how it went, and return its status."""
    name = " ".join(words)
    print(f"▶ {name}", flush=True)  # noqa: T201 - the operator follows the night by it
    began = clock.seconds()
    status = step(*words)
    took = clock.seconds() - began
    print(f"  {name}：{_WORDS.get(status, '异常退出')}（{took:.0f}秒）")  # noqa: T201 - likewise
    return status


_WORDS = {
    0: "完成",
    1: "完成，有问题待整改",
    2: "完成，有未能判定之处",
    64: "输入有误",
    70: "我方故障",
    75: "已有同一任务在运行",
}
