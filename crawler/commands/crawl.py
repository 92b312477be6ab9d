"""Scrapy's own `crawl`, with our errors as one line, one run at a time, and a closing account."""

import argparse
import os
from datetime import datetime
from pathlib import Path

from scrapy import Spider, signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler

from crawler import clock, wording
from crawler.command import (
    OUR_FAULT,
    RAN,
    InputError,
    city_named,
    moment,
    refuse_as_bad_input,
    say,
    status_of,
)
from crawler.exposurekey import exposure_key
from crawler.spiders.city import CitySpider
from storage.archive import Archive
from storage.lock import exclusive
from storage.register import City, SiteState


class Command(ScrapyCrawl):
    """Runs a spider over a city and says at the end what became of every address."""

    _spider: CitySpider | None = None

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "抓取一个城市：scrapy crawl columns -a city=城市 [-a site=网站]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take what Scrapy's own takes."""
        super().add_options(parser)
        refuse_as_bad_input(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was asked for, crawl, and leave with a status that a timer can tell."""
        self.exitcode = status_of(lambda: self._crawl(args, opts))

    def _crawl(self, args: list[str], opts: argparse.Namespace) -> int:
        city_id, site = opts.spargs.get("city"), opts.spargs.get("site")
        if len(args) != 1 or not city_id:
            raise InputError("用法：scrapy crawl 爬虫 -a city=城市 [-a site=网站] [-a since=时刻]")
        assert self.settings is not None
        assert self.crawler_process is not None
        spider = args[0]
        if spider not in self.crawler_process.spider_loader.list():
            spiders = "、".join(self.crawler_process.spider_loader.list())
            raise InputError(f"没有名为“{spider}”的爬虫；现有：{spiders}")
        known = {"city", "site"} | ({"since"} if spider == "pages" else set())
        if unknown := sorted(set(opts.spargs) - known):
            raise InputError(f"-a 没有“{unknown[0]}”这一项；可用的有：{'、'.join(sorted(known))}")
        if "since" in opts.spargs:
            opts.spargs["since"] = _past(opts.spargs["since"])
        _check_site(city_named(city_id, self.settings), site)
        database = self.settings.get("DATABASE_URL")
        exposure_key(Path(self.settings.get("VAR")), os.environ)  # what is wrong with it, said now
        with exclusive(database, f"crawl {spider} {city_id}"):
            Archive(database).close()  # what stands against it is said before anything starts
            super().run(args, opts)
        looked = self._spider
        if looked is None or looked.failure is not None:
            say(str(looked.failure) if looked else "抓取没有开始")
            return OUR_FAULT
        if not looked.ledger_run.complete:
            say("本次抓取没有完成：再次运行同一命令即从中断处继续")
            return OUR_FAULT
        print(wording.run(looked.ledger_run))  # noqa: T201 - the closing account
        return RAN

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        crawler = super()._create_crawler(spidercls)
        crawler.signals.connect(self._remember, signals.spider_opened)
        return crawler

    def _remember(self, spider: Spider) -> None:
        self._spider = spider if isinstance(spider, CitySpider) else None


def _past(text: str) -> datetime:
    """Read a moment that is over: since a later one nothing was looked at."""
    since = moment(text)
    if since > clock.now():
        raise InputError(f"since={text} 在将来；请写此刻以前的时刻")
    return since


def _check_site(city: City, site: str | None) -> None:
    """Refuse a site that is not there to be looked at: looking at none would pass for success."""
    today = clock.now().astimezone(clock.BEIJING).date()
    if site is None:
        return
    entry = next((entry for entry in city.sites if entry.id == site), None)
    if entry is None:
        raise InputError(f"{city.id} 没有网站“{site}”；请核对登记文件中的 id")
    if (state := entry.state_on(today)) is not SiteState.RUNNING:
        raise InputError(
            f"网站“{site}”登记为{state.label}，不在检查之列；请核对登记文件中的 states"
        )
