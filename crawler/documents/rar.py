"""Archives of RAR. Stored members are read here; packed ones need a program of the system."""

import io

import rarfile

from crawler.documents.archives import is_system_file
from crawler.documents.transcript import LimitError, Transcript, UnreadableError

_CHUNK = 2**16
_NO_PROGRAM = "本机没有解压rar的程序（unar、bsdtar或unrar），读不出来"


def read_rar(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the files in a rar.

    Raises:
        UnreadableError: it is encrypted or broken.
        LimitError: nothing more may be read.
    """
    del name
    try:
        archive = rarfile.RarFile(io.BytesIO(body))
    except rarfile.NeedFirstVolume as error:
        raise UnreadableError("是分卷压缩包的一卷，单独读不出来") from error
    except rarfile.Error as error:
        raise UnreadableError("文件不完整或已损坏，读不出来") from error
    with archive:
        members = [one for one in archive.infolist() if one.is_file()]
        if archive.needs_password() and not members:
            raise UnreadableError("加密，读不了")
        if not members:
            raise UnreadableError("压缩包里没有文件，或者已损坏")
        transcript.name("文件名", [str(one.filename) for one in members])
        for member in members:
            if not is_system_file(str(member.filename)):
                transcript.count_member()
                _open(archive, member, transcript)


def _open(archive: rarfile.RarFile, member: rarfile.RarInfo, transcript: Transcript) -> None:
    shown = str(member.filename)
    if member.needs_password():
        transcript.inside(shown).note("加密，读不了")
        return
    try:
        content = _content(archive, member, transcript)
    except LimitError:
        raise
    except rarfile.RarCannotExec:
        transcript.note(_NO_PROGRAM)
    except Exception:  # noqa: BLE001 - rarfile and its programs fail in many ways
        transcript.inside(shown).note("文件已损坏，读不出来")
    else:
        transcript.open(shown, content)


def _content(archive: rarfile.RarFile, member: rarfile.RarInfo, transcript: Transcript) -> bytes:
    pieces: list[bytes] = []
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            transcript.spend(len(chunk))
            pieces.append(chunk)
    return b"".join(pieces)
