"""The benchmark's site while it is up: written, served, restarted in another edition, counted."""

import json
import os
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks import walkserver
from benchmarks.walkserver import Counts
from benchmarks.walksite import Site

ROOT = Path(__file__).resolve().parents[1]
_NGINX = """daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/errors;
{user}
events {{ worker_connections 1024; }}
http {{
  log_format asked '$request_method $status $msec $uri';
  access_log {folder}/asked asked;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ text/html html; text/css css; text/javascript js; image/png png; }}
  default_type text/html;
  charset utf-8;
  sendfile on;
  keepalive_requests 10000000;
  server {{ listen 127.0.0.1:{port}; root {folder}/tree; index index.html;
    add_header LinkChecker "any speed" always; }}
}}
"""


class Host(ABC):
    """A site of so many pages on a port of the loopback, as long as the block lasts."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder = folder
        self.site = Site(pages)
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self, edition: int = 1) -> None:
        """Write an edition of the site and serve it, on the port of the one before."""
        self.stop()
        walkserver.write(self.folder, self.site, edition)
        self.process = self._started()

    def stop(self) -> None:
        """Serve no more."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    pipe.close()
            self.process = None

    @abstractmethod
    def _started(self) -> subprocess.Popen[str]:
        """Serve what stands in the folder."""

    @abstractmethod
    def counts(self) -> Counts:
        """Return what was asked for since this was called last."""

    def __enter__(self) -> Self:
        self.folder.mkdir()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class OwnHost(Host):
    """Served by `benchmarks.walkserver`."""

    def _started(self) -> subprocess.Popen[str]:
        program = str(ROOT / "benchmarks" / "walkserver.py")
        process = subprocess.Popen(
            [sys.executable, program, str(self.folder), f"--port={self.port}"],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        self.port = int(process.stdout.readline())
        return process

    def counts(self) -> Counts:
        """Ask the server."""
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return Counts(**json.loads(self.process.stdout.readline()))


class NginxHost(Host):
    """Served by an nginx that is there, with files and settings of its own.

    Args:
        folder: for these.
        pages: how many.
        program: where the nginx is.
    """

    def __init__(self, folder: Path, pages: int, program: str) -> None:
        super().__init__(folder, pages)
        self._program = program
        self._read = 0

    def _started(self) -> subprocess.Popen[str]:
        self._unpack()
        self.port = self.port or _free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        settings = self.folder / "nginx.conf"
        settings.write_text(_NGINX.format(folder=self.folder, port=self.port, user=user))
        process = subprocess.Popen(
            [self._program, "-e", str(self.folder / "errors"), "-c", str(settings)], text=True
        )
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return process
            time.sleep(0.05)
        process.terminate()
        raise RuntimeError("nginx does not answer")

    def _unpack(self) -> None:
        """Lay out the pages as files; those that are the same keep their time of change."""
        tree = self.folder / "tree"
        bodies = (self.folder / "pages").read_bytes()
        for path, (at, length, _) in json.loads((self.folder / "index").read_text()).items():
            name = f"{path}index.html" if path.endswith("/") else path
            _lay(tree / name.lstrip("/"), bodies[at : at + length])
        for path, (_, body) in walkserver.STATIC.items():
            _lay(tree / path.lstrip("/"), body)

    def counts(self) -> Counts:
        """Read on in the server's journal."""
        counts, met = Counts(), set[str]()
        apart = time.monotonic() - time.time()
        with (self.folder / "asked").open(encoding="utf-8") as journal:
            journal.seek(self._read)
            for line in journal.readlines():
                method, status, moment, path = line.rstrip("\n").split(" ", 3)
                counts.last = float(moment) + apart
                counts.first = counts.first or counts.last
                if method != "GET" or status not in {"200", "304"}:
                    counts.other += 1
                    continue
                met.add(path)
                counts.sent += status == "200"
                counts.unchanged += status == "304"
            self._read = journal.tell()
        counts.pages = len(met)
        return counts


def host(folder: Path, pages: int, nginx: str | None) -> Host:
    """Return a site of so many pages, served by this nginx if there is any."""
    return NginxHost(folder, pages, nginx) if nginx else OwnHost(folder, pages)


def _lay(file: Path, body: bytes) -> None:
    if not file.exists() or file.read_bytes() != body:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
