"""Fails when a test was skipped that tests/allowed_skips.txt does not name with a reason.

Usage: python tests/skips.py JUNIT_XML
"""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ALLOWED = Path(__file__).parent / "allowed_skips.txt"


def allowed() -> dict[str, str]:
    """Read `test id: reason` lines; a `#` begins a comment."""
    lines = (line.partition("#")[0].strip() for line in ALLOWED.read_text("utf-8").splitlines())
    pairs = (line.partition(" : ") for line in lines if line)
    return {name.strip(): reason.strip() for name, _, reason in pairs}


def skipped(report: Path) -> list[str]:
    """Name every skipped test of a junit report as file::test."""
    cases = ET.parse(report).iter("testcase")
    return [
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        for case in cases
        if (skip := case.find("skipped")) is not None
        and skip.get("type") != "pytest.xfail"  # ran, and failed as a golden page says it does
    ]


if __name__ == "__main__":
    reasons = allowed()
    unexplained = [name for name in skipped(Path(sys.argv[1])) if not reasons.get(name)]
    for name in unexplained:
        print(f"no reason for a skip: {name}")  # noqa: T201 - the gate's log
    sys.exit(bool(unexplained))
