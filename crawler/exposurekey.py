"""The key of the hashes by which private numbers are known again.

A plain hash of an eleven-digit number is undone in seconds, a keyed one only by who has the key:
hence it never stands in the database, a log or a report, and is printed nowhere.
"""

import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "XUNJIAN_KEY"
FILE = "exposures.key"
_BYTES = 32
_SHORTEST = 16


class ExposureKeyError(ValueError):
    """A key that is none. Says where it was looked for, never what stands there."""


def exposure_key(var: Path, environ: Mapping[str, str]) -> bytes:
    """Return the key: that of the environment, else of a file, which is made when there is none.

    Args:
        var: the folder of what is written at run time; `exposures.key` stands in it.
        environ: the environment, with XUNJIAN_KEY where the office keeps the key itself.

    Raises:
        ExposureKeyError: a key that is too short, or a file that holds none.
        OSError: a folder that cannot be written or a file that cannot be read.
    """
    given = environ.get(VARIABLE, "").strip()
    if given:
        if len(given) < _SHORTEST:
            raise ExposureKeyError(f"环境变量 {VARIABLE} 太短：至少 {_SHORTEST} 个字符")
        return given.encode("utf-8", "surrogateescape")
    path = var / FILE
    if not path.exists():
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; one that another process was first to write stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) < _SHORTEST:
        raise ExposureKeyError(f"{path} 里没有密钥：请从备份恢复，或删去它以生成新的")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)
    return key
