"""What reading a file is given and gives back: limits in, parts of text out."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much one file may cost, whatever is packed inside it."""

    seconds: float = 10.0
    """Checked between steps; a single call into a library may overrun it."""
    bytes_out: int = 64 * 2**20
    """Bytes that come out of decompression, and likewise characters of text, in all."""
    members: int = 2_000
    """Files inside archives, at all depths together."""
    depth: int = 3
    """Archives within archives."""
    cells: int = 200_000
    """Cells of sheets that hold something, in all."""
    parts: int = 5_000
    """Pages, sheets and the like, in all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text and where it stands: a page, a sheet, a header, a member of an archive.

    Rows of a table are lines, its cells are joined by tabs.
    """

    where: str
    """For people: 附件/名单.xls › 工作表“名单”. Private numbers in names are masked."""
    text: str
    row: int = 0
    """The number of the sheet's row that the first line is, each line being one row; else 0."""

    def place(self, offset: int) -> str:
        """Return where a character of the text stands, down to the row of a sheet."""
        if not self.row:
            return self.where
        return f"{self.where}第{self.row + self.text.count(chr(10), 0, offset)}行"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """All that could be read of one file."""

    format: str
    """What the bytes are: pdf, doc, xlsx, zip, html … or `unknown`."""
    parts: tuple[Part, ...] = ()
    complete: bool = True
    """Whether all of it was read: only then may absence be claimed."""
    note: str = ""
    """For a person: why it is not complete, and whether the extension lies."""
