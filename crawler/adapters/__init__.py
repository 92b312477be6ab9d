"""What pages say. Pure: a document goes in, a reading comes out."""

from crawler.adapters.adapter import Adapter
from crawler.adapters.masking import masked_reading
from crawler.adapters.reading import Document, Reading
from crawler.adapters.systems import ADAPTERS, Recognising

__all__ = ["ADAPTERS", "Adapter", "Document", "Reading", "read", "read_bare"]

_GENERIC = Recognising()


def read(document: Document) -> Reading:
    """Read a document with the adapter that fits it, private numbers masked."""
    return masked_reading(read_bare(document))


def read_bare(document: Document) -> Reading:
    """Read likewise, private numbers as they stand: for who looks for them, in the child only."""
    return ADAPTERS.get(document.cms or "", _GENERIC).read(document)
