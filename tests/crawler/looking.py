"""Looks at addresses through a real Scrapy crawl with the project's own settings.

`look` starts a child process, for a reactor runs once; the child is this module as a program. It
reads what to look at from standard input and writes how each look ended.
"""

import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.utils.project import get_project_settings
from twisted.python.failure import Failure

from crawler import fates
from crawler.handler import GuardedHandler
from storage.records import Fate

ROOT = Path(__file__).parents[2]
FAST = {
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 60,  # cases of slowness set their own; a busy machine is none
    "CONNECT_TIMEOUT": 5,
    "BACKOFF_FIRST": 0.1,
    "BACKOFF_WAIT": 2,
    "LOG_LEVEL": "WARNING",
    "SPIDER_MODULES": [],
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "USER_AGENT": "xunjian-test/1 (+http://127.0.0.1/)",
}


@dataclass
class Seen:
    """How one look ended."""

    fate: Fate
    note: str
    status: int | None = None
    url: str = ""
    text: str = ""
    size: int = 0
    flags: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wait: float = 0


def look(
    targets: Mapping[str, str],
    *,
    meta: Mapping[str, Mapping[str, Any]] | None = None,
    settings: Mapping[str, Any] | None = None,
    names: Mapping[str, str | int] | None = None,
    arguments: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[dict[str, Seen], str]:
    """Look at all addresses in one crawl; return how each ended, by name, and the log.

    Args:
        targets: addresses by name.
        meta: more of a request's meta, by the target's name.
        settings: over the project's own.
        names: what the resolver answers: an IP, or an EAI code to fail with.
        arguments: of the requests, such as `{"method": "POST"}`.
        environment: over this process's own.
    """
    given = {
        "targets": dict(targets),
        "meta": {name: dict(more) for name, more in (meta or {}).items()},
        "settings": {**FAST, "ALLOW_NETWORKS": ["127.0.0.0/8"], **(settings or {})},
        "names": dict(names or {}),
        "arguments": dict(arguments or {}),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.looking"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=dict(environment) if environment else None,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    return {
        name: Seen(**{**seen, "fate": Fate(seen["fate"])}) for name, seen in found.items()
    }, done.stderr


class LookingSpider(Spider):
    """Asks for every target at once and keeps how each ended."""

    name = "looking"
    given: dict[str, Any]
    found: dict[str, dict[str, Any]]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "LookingSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        for name in ("ALLOW_NETWORKS", "ALLOW_PORTS"):  # where a city's spider sets them, too
            value = spider.given["settings"].get(name, [])
            crawler.settings.set(name, value, priority="spider")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for name, url in self.given["targets"].items():
            yield Request(
                url,
                callback=self.keep,
                errback=self.fail,
                cb_kwargs={"name": name},
                meta=self.given["meta"].get(name, {}),
                dont_filter=True,
                **self.given["arguments"],
            )

    def keep(self, response: Response, name: str) -> None:
        fate, note = fates.of_response(response)
        self.found[name] = {
            "fate": fate,
            "note": note,
            "status": response.status,
            "url": response.url,
            "text": response.body[:200].decode("utf-8", "replace"),
            "size": len(response.body),
            "flags": response.flags,
            "left": response.meta.get("redirect_urls", []),
        }

    def fail(self, failure: Failure) -> None:
        fate, note = fates.of_failure(failure.value)
        name = failure.request.cb_kwargs["name"]
        wait = getattr(failure.value, "wait_seconds", 0)
        self.found[name] = {"fate": fate, "note": note, "wait": wait, "text": repr(failure.value)}


def main(lines: Sequence[str]) -> None:
    given = json.loads("".join(lines))
    found: dict[str, dict[str, Any]] = {}
    settings = get_project_settings()
    own = given["settings"]
    settings.update(
        {k: v for k, v in own.items() if not k.startswith("ALLOW_")}, priority="cmdline"
    )

    def lookup(host: str, port: int, **kinds: Any) -> list[tuple[Any, ...]]:
        known = given["names"].get(host, host)
        if isinstance(known, int):
            raise socket.gaierror(known, "made up")
        return [
            answer for ip in known.split(",") for answer in socket.getaddrinfo(ip, port, **kinds)
        ]

    GuardedHandler.lookup = staticmethod(lookup)
    process = AsyncCrawlerProcess(settings)
    process.crawl(LookingSpider, given=given, found=found)
    process.start()
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.stdin.readlines())
