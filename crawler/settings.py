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
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # a port that runs code, open by default since 2.19
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 0  # our own progress says it better

# Ours, not Scrapy's.
ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.getenv("XUNJIAN_VAR", str(ROOT / "var")))  # everything that is written at run time
DATABASE_URL = os.getenv("DATABASE_URL", f"sqlite:///{VAR / 'xunjian.db'}")
CITIES = os.getenv("XUNJIAN_CITIES", str(ROOT / "config" / "cities"))
