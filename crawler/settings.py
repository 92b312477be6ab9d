"""Scrapy settings. What differs between machines comes from the environment."""

import os
from pathlib import Path

BOT_NAME = "xunjian"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# Inspected sites are public offices' own: be identifiable, be gentle, and obey robots.txt.
USER_AGENT = os.getenv("XUNJIAN_USER_AGENT", "xunjian/0.1 (+https://example.gov.cn/xunjian)")
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
CONCURRENT_REQUESTS = 256  # hosts bound it, one at a time each; this only must not be the limit
CONCURRENT_ITEMS = 1  # an item is a batch for storage; slots cost more than they give
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 2**20
REDIRECT_MAX_TIMES = 10
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier knows what was scheduled
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.GuardedHandler",
    "https": "crawler.handler.GuardedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
# Scrapy's own are named in full where they do something here; the rest, replaced by ours or meant
# for what a look at a public page never does, would be asked at every page only to do nothing.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
}
DOWNLOADER_MIDDLEWARES = {
    # Answers pass from the bottom up: decoded, then redirected.
    "crawler.middlewares.redirects.RedirectsMiddleware": 10,
    "crawler.middlewares.guarded.GuardedMiddleware": 20,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.bodies.BodiesMiddleware": 590,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # what is dropped there would stay without an ending
EXTENSIONS_BASE: dict[str, int] = {}  # telnet and a port that runs code are among them
EXTENSIONS = {"crawler.progress.ProgressReport": 100}
ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 100}
TWISTED_REACTOR_ENABLED = False  # all that waits here is asyncio's
LOG_LEVEL = "ERROR"  # what an operator follows is our own progress
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # nobody reads them; the ledger counts

# Ours, not Scrapy's.
ALLOW_NETWORKS: list[str] = []  # beside public addresses; the spider sets what its city names
ALLOW_PORTS: list[int] = []  # beside 80 and 443; the spider sets those of its city's sites
CONNECT_TIMEOUT = 10  # seconds for each address of a host, within DOWNLOAD_TIMEOUT
BACKOFF_FIRST = 30  # seconds of pause after a 429 or 503 that names none
RENDER_PAGES = 10  # of one site in one crawl that a browser may lay out, see crawler.rendering
BACKOFF_WAIT = 60  # seconds of pause that are waited out; what is longer ends the look
ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.getenv("XUNJIAN_VAR", str(ROOT / "var")))  # everything that is written at run time
DATABASE_URL = os.getenv("DATABASE_URL", f"sqlite:///{VAR / 'xunjian.db'}")
CITIES = os.getenv("XUNJIAN_CITIES", str(ROOT / "config" / "cities"))
