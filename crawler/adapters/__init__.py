"""What pages say. Pure: a document goes in, a reading comes out."""

from crawler.adapters.adapter import Adapter
from crawler.adapters.masking import masked_reading
from crawler.adapters.reading import Document, Reading
from crawler.adapters.systems import ADAPTERS, Recognising

__all__ = ["ADAPTERS", "Adapter", "Document", "Reading", "read"]

_GENERIC = Recognising()


def read(document: Document) -> Reading:
    """Read a document with the adapter that fits it, private numbers masked."""
    adapter = ADAPTERS.get(document.cms or "", _GENERIC)
    return masked_reading(adapter.read(document))
