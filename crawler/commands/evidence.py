"""The bytes that a finding cites, as they were seen: by their hash, into a file."""

import argparse
import re
import sys
from pathlib import Path

from crawler.clock import BEIJING
from crawler.command import RAN, InputError, ProjectCommand, say
from reports.render import clean
from storage.archive import Archive
from storage.oserrors import why
from storage.snapshots import Snapshot, Snapshots

_SHORTEST = 8
_HASH = re.compile(rf"[0-9a-f]{{{_SHORTEST},64}}")


class Command(ProjectCommand):
    """Takes a page or a file out of the evidence, exactly as it was when a finding cited it."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "SHA256 [--to 文件]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "取证：按报告所印的SHA-256取出当时所见页面或文件的原样"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take the file to write to."""
        super().add_options(parser)
        parser.add_argument("--to", help="写到这个文件（不覆盖已有的）；不写则送往标准输出")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Write the bytes, and say what they are."""
        if len(args) != 1:
            raise InputError("用法：scrapy evidence SHA256 [--to 文件]")
        assert self.settings is not None
        if opts.to is None and sys.stdout.isatty():  # a page may hold signs that a terminal obeys
            raise InputError("快照是网站送来的原样，不在终端上显示；请加 --to 文件")
        folder = Path(self.settings.get("VAR")) / "evidence"
        with Archive(self.settings.get("DATABASE_URL")) as archive:
            snapshots = Snapshots(folder, archive)
            found = snapshots.open(_hash(args[0], snapshots))
        if found is None:  # what `_hash` names is there
            raise InputError(f"没有快照 {args[0]}")
        if opts.to is None:
            sys.stdout.buffer.write(found.body)
        else:
            _write(Path(opts.to), found.body)
        say(_told(found))
        return RAN


def _hash(given: str, snapshots: Snapshots) -> str:
    """Return the whole hash of which the operator gave the beginning."""
    beginning = given.strip().lower().removeprefix("sha256:")
    if not _HASH.fullmatch(beginning):
        raise InputError(
            f"“{clean(given)[:80]}”不是SHA-256；请照抄报告证据栏中的{_SHORTEST}至64位十六进制数"
        )
    found = snapshots.named(beginning)
    if not found:
        raise InputError(f"没有以 {beginning} 开头的快照：只存问题所引的页面，含个人信息的一律不存")
    if len(found) > 1:
        raise InputError(f"以 {beginning} 开头的快照不止一个；请多写几位")
    return found[0]


def _write(path: Path, body: bytes) -> None:
    try:
        with path.open("xb") as file:
            try:
                file.write(body)
                file.flush()
            except OSError:  # half of it is no evidence
                path.unlink()
                raise
    except FileExistsError:
        raise InputError(f"{path} 已经有了，不覆盖；请另指一个文件") from None
    except OSError as error:
        raise InputError(f"写不进 {path}：{why(error)}；请检查路径、权限和磁盘空间") from None


def _told(found: Snapshot) -> str:
    seen = f"{found.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    return (
        f"{clean(found.url)[:300]}，{seen}（北京时间）看到，状态码{found.status}，"
        f"{len(found.body)}字节，SHA-256 {found.sha256}；"
        "是网站的原样，请勿在联网的机器上用浏览器打开"
    )
