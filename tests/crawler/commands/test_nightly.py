"""The night's work, begun by a person and stopped by one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.localsite import office, serve
from tests.operator_at_work import ROOT, Operator


def test_ctrl_c_ends_every_step_in_order_and_in_one_line(tmp_path: Path) -> None:
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'x.db'}")
    with serve(office(columns=60), seconds=0.1) as site:
        operator.register(site)
        night = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "nightly", "town"],
            cwd=ROOT,
            env=operator.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while sum(site.hits.values()) < 10 and night.poll() is None:
            time.sleep(0.02)
        os.killpg(night.pid, signal.SIGINT)  # as a terminal does
        out, err = night.communicate(timeout=60)

    assert night.returncode == 70
    assert out == "▶ crawl columns -a city=town\n"
    assert err.splitlines() == [
        "本次抓取没有完成：再次运行同一命令即从中断处继续",
        "已中断；再次运行同一命令即可",
    ]
