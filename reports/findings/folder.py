"""The findings site as a folder: written beside, then put in place of the old one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reports.findings import listing, manual, overview, site, unit
from reports.findings.frame import page_of
from reports.findings.inspection import Inspection
from reports.render import TEMPLATES, render
from storage.oserrors import why

MARK = ".findings-site"
"""A file that says that a folder is ours to replace."""


class FolderError(Exception):
    """The folder cannot take the report: one line in Chinese."""


def pages(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """Yield every file of the site: where it lies, and its text."""
    yield "index.html", render(overview.build(inspection))
    yield "findings.html", render(listing.build(inspection))
    yield "units.html", render(unit.build_list(inspection))
    for result in inspection.results:
        yield page_of("sites", result.entry.id), render(site.build(inspection, result))
    for each in inspection.city.units:
        yield page_of("units", each.id), render(unit.build(inspection, each))
    for rule in inspection.catalogue.values():
        yield page_of("rules", rule.id), render(manual.build(inspection, rule))
    yield "style.css", (TEMPLATES / "findings" / "style.css").read_text(encoding="utf-8")
    yield MARK, f"{inspection.city.id}\n"


def write(folder: Path, inspection: Inspection) -> Path:
    """Write the findings site and return its first page.

    The old site stands whole until the new one is whole. The same inspection gives the same bytes.

    Raises:
        FolderError: the folder holds something else, or it cannot be written.
    """
    folder = folder.absolute()
    old = folder.with_name(f".{folder.name}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _restore(folder, old)
        _refuse_foreign(folder)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _fill(fresh, inspection)
            _swap(fresh, folder, old)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise FolderError(f"报告写不进 {folder}：{why(error)}；请检查权限和磁盘空间") from None
    return folder / "index.html"


def _restore(folder: Path, old: Path) -> None:
    """Put back what a process that died between the two renames left aside."""
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderError(f"{folder} 不是文件夹；请另指一个")
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise FolderError(f"{folder} 里有别的文件，不能覆盖；请另指一个空文件夹")


def _fill(fresh: Path, inspection: Inspection) -> None:
    fresh.chmod(0o755)  # mkdtemp makes it private, and reviewers are other users
    for name, text in pages(inspection):
        path = fresh / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(fresh.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        _restore(folder, old)
        raise
    shutil.rmtree(old, ignore_errors=True)
