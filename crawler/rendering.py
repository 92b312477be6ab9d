"""Pages that say nothing until their script has run, read as a browser shows them.

The optional extra `render`: Playwright drives the Chromium that the machine has. The browser never
touches the network: whatever its page asks for is fetched by the crawl itself, behind the same
address guard, robots.txt, delays and caps, and handed over. Its own connections lead nowhere.

Nothing but GET leaves. A page whose script posts for its list is not read whole, and says so.
"""

import asyncio
import contextlib
import os
import shutil
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Request, Route

SECONDS = 90.0  # for one page; each of its files waits its turn at the host
QUIET_SECONDS = 1.0  # without a request under way, after which a page is taken as laid out
FILES_AT_MOST = 120  # of one page
KEPT_AT_MOST = 200  # scripts kept for the next page of a site, which has the same
BODY_AT_MOST = 2 * 2**20  # bytes of a file that is kept
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# What a page is read from; pictures, fonts, films and styles say nothing to a reader of text.
_WANTED = frozenset({"document", "script", "xhr", "fetch"})
_ARGUMENTS = (
    "--proxy-server=127.0.0.1:9",  # its own connections end here (the discard port)
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--blink-settings=imagesEnabled=false",
)


@dataclass(frozen=True)
class File:
    """What the crawl fetched for the browser."""

    status: int
    content_type: str
    body: bytes


Fetch = Callable[[str], Awaitable[File]]
"""Fetches one address for a page's script; raises whatever hinders it."""


class RenderingError(Exception):
    """A page was not rendered; the message says why, for a person."""


@dataclass(frozen=True)
class Rendered:
    """A page as it stands once its script has run."""

    body: bytes
    """UTF-8."""
    missing: int
    """How many of the files that its script asked for were not had: it may lack content."""


def program() -> str | None:
    """Return the browser to drive: XUNJIAN_CHROMIUM, else the first that is installed."""
    named = os.getenv("XUNJIAN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


def available() -> bool:
    """Whether the extra and a browser are installed."""
    with contextlib.suppress(ImportError):
        import playwright  # noqa: F401, PLC0415 - an optional extra

        return program() is not None
    return False


class Renderer:
    """A browser, started when the first page needs it; one page at a time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._kept: OrderedDict[str, File] = OrderedDict()

    async def render(self, url: str, fetch: Fetch) -> Rendered:
        """Open a page, let its script run, and return what then stands there.

        Args:
            url: of the page, as it was last seen after redirects.
            fetch: how its files are had.

        Raises:
            RenderingError: there is no browser, it failed, or the page took too long.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    return await self._render(url, fetch)
            except TimeoutError as error:
                raise RenderingError(f"运行脚本超过{self._seconds:g}秒，已中止") from error
            except RenderingError:
                raise
            except Exception as error:
                await self.close()  # a browser that failed once is not asked again
                raise RenderingError(f"浏览器出错（{type(error).__name__}）") from error

    async def close(self) -> None:
        """Close the browser."""
        browser, self._browser = self._browser, None
        driver, self._playwright = self._playwright, None
        with contextlib.suppress(Exception):
            if browser is not None:
                await browser.close()
        with contextlib.suppress(Exception):
            if driver is not None:
                await driver.stop()

    async def _render(self, url: str, fetch: Fetch) -> Rendered:
        browser = await self._started()
        context = await browser.new_context(
            service_workers="block", accept_downloads=False, locale="zh-CN"
        )
        try:
            page = await context.new_page()
            files = _Files(url, fetch, self._kept)
            await context.route("**/*", files.serve)
            await page.goto(url, wait_until="domcontentloaded", timeout=self._seconds * 1000)
            await files.quiet()
            return Rendered((await _content(page)).encode(), files.missing)
        finally:
            with contextlib.suppress(Exception):
                await context.close()

    async def _started(self) -> "Browser":
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        from playwright.async_api import async_playwright  # noqa: PLC0415 - an optional extra

        where = program()
        if where is None:
            raise RenderingError("本机没有安装Chromium浏览器")
        self._playwright = await async_playwright().start()
        # Its sandbox cannot be had by root, nor in most containers that run as root.
        self._browser = await self._playwright.chromium.launch(
            executable_path=where, args=list(_ARGUMENTS), chromium_sandbox=os.geteuid() != 0
        )
        return self._browser

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


class _Files:
    """Answers what one page's script asks for."""

    def __init__(self, url: str, fetch: Fetch, kept: OrderedDict[str, File]) -> None:
        self._host = urlsplit(url).netloc
        self._fetch = fetch
        self._kept = kept
        self._asked = 0
        self._open = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.missing = 0

    async def serve(self, route: "Route", request: "Request") -> None:
        """Fulfil a request by the crawl's own fetch, or refuse it."""
        if request.resource_type not in _WANTED:
            await route.abort()
            return
        self._open += 1
        self._idle.clear()
        try:
            file = await self._file(request)
            if file is None:
                await route.abort()
            else:
                await route.fulfill(
                    status=file.status, content_type=file.content_type, body=file.body
                )
        except Exception:  # noqa: BLE001 - the page has gone; whoever waits for it says why
            self.missing += 1
        finally:
            self._open -= 1
            if not self._open:
                self._idle.set()

    async def quiet(self) -> None:
        """Wait until nothing has been asked for during a while."""
        while True:
            await self._idle.wait()
            asked = self._asked
            await asyncio.sleep(QUIET_SECONDS)
            if self._idle.is_set() and asked == self._asked:
                return

    async def _file(self, request: "Request") -> File | None:
        """Fetch what is asked for; None for what is not had."""
        self._asked += 1
        own = _near(urlsplit(request.url).netloc, self._host)
        if request.url in self._kept:
            return self._kept[request.url]
        elsewhere = not own and request.resource_type != "script"
        if request.method != "GET" or self._asked > FILES_AT_MOST or elsewhere:
            self.missing += own
            return None
        try:
            file = await self._fetch(request.url)
        except Exception:  # noqa: BLE001 - a file that is not had is counted, whatever hindered it
            self.missing += own
            return None
        self.missing += own and file.status >= 400
        if request.resource_type == "script" and len(file.body) <= BODY_AT_MOST:
            self._kept[request.url] = file
            if len(self._kept) > KEPT_AT_MOST:
                self._kept.popitem(last=False)
        return file


def _near(host: str, other: str) -> bool:
    """Whether two hosts are of one site: the same, www or not, or one below the other's parent."""
    one, two = host.removeprefix("www."), other.removeprefix("www.")
    above = two.partition(".")[2]
    parent = above if above.count(".") >= 2 else two
    return one in {two, parent} or one.endswith("." + parent)


async def _content(page: "Page") -> str:
    """Return the page's markup; a page that has just moved on is asked once more."""
    try:
        return await page.content()
    except Exception:  # noqa: BLE001 - Playwright's, while a page navigates by script
        await page.wait_for_load_state("domcontentloaded")
        return await page.content()
