"""Serve the demo city: python -m demo --seed 1 --day 2026-11-24 --write FOLDER."""

import argparse
import asyncio
import contextlib
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from demo import register, server
from demo.city import STATES, sample
from demo.key import Sheet
from demo.loopback import HOSTS


def main() -> int:
    """Write the register file where asked to, and serve until killed."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="示范市：一座编出来的城市")
    parser.add_argument("--seed", type=int, default=1, help="同一个种子同一座城市；默认 1")
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="城市的“今天”")
    parser.add_argument("--write", type=Path, help="把登记文件 demo.toml 写到这个目录")
    parser.add_argument("--port", type=int, default=18000, help="第一个端口；被占用时顺延")
    parser.add_argument("--without-faults", action="store_true", help="没有问题的示范市，供测速")
    parser.add_argument("--walk", type=int, help="只逐页检查这么多个网站，按种子抽取；默认全部")
    asked = parser.parse_args()
    sheet = Sheet.read()
    if asked.without_faults:
        sheet = replace(sheet, roles=tuple(r for r in sheet.roles if r.state in STATES))
    count = len(sheet.city(seed=asked.seed, day=asked.day).sites) + len(HOSTS)
    try:
        sockets = server.bind(asked.port, count)
    except server.NoPortsError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the one line for whoever started it
        return 70
    city = sheet.city(seed=asked.seed, day=asked.day, port=sockets[0].getsockname()[1])
    if asked.write is not None:
        asked.write.mkdir(parents=True, exist_ok=True)
        walked = None if asked.walk is None else sample(city, asked.walk)
        (asked.write / "demo.toml").write_text(register.written(city, walked), encoding="utf-8")
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(server.serve(city, sockets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
