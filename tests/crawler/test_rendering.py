"""Pages that say nothing until their script has run, in a real Chromium."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from crawler import rendering
from crawler.rendering import File, Rendered, Renderer, RenderingError

pytestmark = pytest.mark.skipif(not rendering.available(), reason="Chromium: not installed")

SHELL = "<html><body><div id=app></div><script src=/app.js></script></body></html>"
SCRIPT = """
fetch('/list.json').then(answer => answer.json()).then(titles => {
  document.getElementById('app').innerHTML = titles.map(t => `<li>${t}</li>`).join('');
});
"""
FILES = {
    "http://spa.test/": File(200, "text/html; charset=utf-8", SHELL.encode()),
    "http://spa.test/app.js": File(200, "text/javascript", SCRIPT.encode()),
    "http://spa.test/list.json": File(200, "application/json", '["关于放假的通知"]'.encode()),
}


def render(
    files: dict[str, File],
    then: Callable[[Renderer, Callable[[str], Awaitable[File]]], Awaitable[Rendered]] | None = None,
) -> tuple[Rendered, list[str]]:
    asked: list[str] = []

    async def fetch(url: str) -> File:
        asked.append(url)
        return files[url]

    async def run() -> Rendered:
        async with Renderer(seconds=30) as renderer:
            if then is not None:
                return await then(renderer, fetch)
            return await renderer.render("http://spa.test/", fetch)

    return asyncio.run(run()), asked


def test_what_the_script_lays_out_is_read() -> None:
    rendered, asked = render(FILES)

    assert "<li>关于放假的通知</li>" in rendered.body.decode()
    assert rendered.missing == 0
    assert asked == list(FILES)


def test_a_file_that_is_not_had_is_counted() -> None:
    rendered, _ = render({url: FILES[url] for url in list(FILES)[:2]})

    assert "<li>" not in rendered.body.decode()
    assert rendered.missing == 1


def test_nothing_is_posted() -> None:
    script = File(200, "text/javascript", b"fetch('/list.json', {method: 'POST'})")
    rendered, asked = render({**FILES, "http://spa.test/app.js": script})

    assert rendered.missing == 1
    assert "http://spa.test/list.json" not in asked


def test_a_script_is_fetched_once_for_two_pages() -> None:
    async def twice(renderer: Renderer, fetch: Callable[[str], Awaitable[File]]) -> Rendered:
        await renderer.render("http://spa.test/", fetch)
        return await renderer.render("http://spa.test/", fetch)

    _, asked = render(FILES, twice)

    assert asked.count("http://spa.test/app.js") == 1
    assert asked.count("http://spa.test/list.json") == 2


def test_the_browser_reaches_nothing_by_itself() -> None:
    heard: list[bytes] = []

    async def run() -> None:
        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.read(100))
            writer.close()

        server = await asyncio.start_server(listen, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        script = f"""
          new WebSocket('ws://127.0.0.1:{port}/');
          navigator.sendBeacon('http://127.0.0.1:{port}/beacon', 'x');
          new Image().src = 'http://127.0.0.1:{port}/picture.png';
        """
        page = f"<html><body>页<script>{script}</script></body></html>"

        async def fetch(url: str) -> File:
            return File(200, "text/html; charset=utf-8", page.encode())

        async with Renderer(seconds=30) as renderer:
            await renderer.render("http://spa.test/", fetch)
            await asyncio.sleep(0.5)
        server.close()

    asyncio.run(run())

    assert heard == []


def test_a_page_that_never_comes_to_rest_is_given_up() -> None:
    restless = b"<html><script>setInterval(() => fetch('/?' + Math.random()), 20)</script></html>"

    async def run() -> None:
        async def fetch(url: str) -> File:
            return File(200, "text/html", restless)

        async with Renderer(seconds=4) as renderer:
            with pytest.raises(RenderingError, match="超过4秒"):
                await renderer.render("http://spa.test/", fetch)

    asyncio.run(run())


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "program", lambda: None)

    with pytest.raises(RenderingError, match="没有安装"):
        render(FILES)
