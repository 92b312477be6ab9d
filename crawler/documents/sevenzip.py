"""Archives of 7-Zip, unpacked in memory and in bounded steps."""

import io

from py7zr import SevenZipFile
from py7zr.exceptions import (
    Bad7zFile,
    DecompressionBombError,
    PasswordRequired,
    UnsupportedCompressionMethodError,
)
from py7zr.io import Py7zIO, WriterFactory

from crawler.documents.archives import is_system_file
from crawler.documents.transcript import Transcript, UnreadableError


def read_7z(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the files in a 7z.

    Raises:
        UnreadableError: it is encrypted, broken, or packed in a way that nothing here unpacks.
        LimitError: nothing more may be read; members that were unpacked whole are read.
    """
    del name
    kept = _Members(transcript)
    try:
        with SevenZipFile(io.BytesIO(body), max_extract_size=2 * transcript.left) as archive:
            names = [one.filename for one in archive.files]
            # numbers instead of names: a name that leads out of the folder would stop everything
            for at, one in enumerate(archive.files.files_list):
                one["filename"] = str(at)
            kept.names = {str(at): shown for at, shown in enumerate(names)}
            transcript.name("文件名", names)
            archive.extract(factory=kept)
    except PasswordRequired as error:
        raise UnreadableError("加密，读不了") from error
    except UnsupportedCompressionMethodError as error:
        raise UnreadableError("压缩方法不支持，读不了") from error
    except DecompressionBombError as error:
        raise UnreadableError("解压后太大，像是压缩炸弹，没有读完") from error
    except Bad7zFile as error:
        raise UnreadableError("文件不完整或已损坏，没有读完") from error
    finally:
        kept.names = {}


class _Member(Py7zIO):
    """One member while it comes out; read as soon as it is whole."""

    def __init__(self, name: str, transcript: Transcript) -> None:
        self._name = name
        self._transcript = transcript
        self._buffer = io.BytesIO()

    def write(self, s: bytes | bytearray) -> int:
        """Take what came out."""
        self._transcript.spend(len(s))
        return self._buffer.write(s)

    def read(self, size: int | None = None) -> bytes:
        """Give back what was written; py7zr asks for it to check sums."""
        return self._buffer.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move in what was written."""
        return self._buffer.seek(offset, whence)

    def flush(self) -> None:
        """Nothing waits."""

    def size(self) -> int:
        """Return how much was written."""
        return self._buffer.getbuffer().nbytes

    def close(self) -> None:
        """Read the member."""
        content = self._buffer.getvalue()
        self._buffer = io.BytesIO()
        if content and not is_system_file(self._name):
            self._transcript.open(self._name, content)


class _Members(WriterFactory):
    """Gives py7zr a place in memory for each member."""

    def __init__(self, transcript: Transcript) -> None:
        self.names: dict[str, str] = {}
        self._transcript = transcript

    def create(self, filename: str) -> Py7zIO:
        """Begin a member."""
        self._transcript.count_member()
        return _Member(self.names.get(filename, filename), self._transcript)
