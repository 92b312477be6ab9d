"""Scrapy settings. What differs between machines comes from the environment."""

import os
from pathlib import Path

BOT_NAME = "xunjian"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# Inspected sites are public offices' own: be identifiable, be gentle, and obey robots.txt.
USER_AGENT = os.getenv("XUNJIAN_USER_AGENT", "xunjian/0.1 (+https://example.gov.cn/xunjian)")
ROBOTSTXT_OBEY = False  # by our own middleware: the stock one lets the first requests through
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
CONCURRENT_REQUESTS = 256  # hosts bound it, one at a time each; this only must not be the limit
CONCURRENT_ITEMS = 1  # an item is a batch for storage; slots cost more than they give
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 2**20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut body is kept and marked, never read as whole
URLLENGTH_LIMIT = 1024
REDIRECT_MAX_TIMES = 10
METAREFRESH_ENABLED = False  # adapters see it; the spider decides
RETRY_ENABLED = False  # the frontier tries again, across crashes too
COOKIES_ENABLED = False
COMPRESSION_ENABLED = False  # our own decoder has a cap and tells a cut body from a whole one
DNSCACHE_ENABLED = False
REFERER_ENABLED = False
HTTPERROR_ALLOW_ALL = True  # an error page is an observation, not a nuisance
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier knows what was scheduled
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.GuardedHandler",
    "https": "crawler.handler.GuardedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    # Answers pass from the bottom up: decoded, then redirected.
    "crawler.middlewares.redirects.RedirectsMiddleware": 10,
    "crawler.middlewares.guarded.GuardedMiddleware": 20,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.bodies.BodiesMiddleware": 590,
    # Replaced by ours, or meant for what a look at a public page never does.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # a port that runs code, open by default since 2.19
LOG_LEVEL = "ERROR"  # what an operator follows is our own progress
LOGSTATS_INTERVAL = 0  # our own progress says it better
DOWNLOADER_STATS = False  # nobody reads them; the ledger counts

ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 100}
EXTENSIONS = {"crawler.progress.ProgressReport": 100}

# Ours, not Scrapy's.
ALLOW_NETWORKS: list[str] = []  # beside public addresses; the spider sets what its city names
ALLOW_PORTS: list[int] = []  # beside 80 and 443; the spider sets those of its city's sites
CONNECT_TIMEOUT = 10  # seconds for each address of a host, within DOWNLOAD_TIMEOUT
BACKOFF_FIRST = 30  # seconds of pause after a 429 or 503 that names none
BACKOFF_WAIT = 60  # seconds of pause that are waited out; what is longer ends the look
ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.getenv("XUNJIAN_VAR", str(ROOT / "var")))  # everything that is written at run time
DATABASE_URL = os.getenv("DATABASE_URL", f"sqlite:///{VAR / 'xunjian.db'}")
CITIES = os.getenv("XUNJIAN_CITIES", str(ROOT / "config" / "cities"))
