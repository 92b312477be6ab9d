"""The text of attachments, read by what the bytes are and never by what a name says.

Every reader is bounded in time, output, members, depth and cells, keeps what it read before it had
to stop, and says in one Chinese sentence what it could not read. Nothing is written to a path that
a file names. What libraries in C may still do with hostile bytes, the killable child that runs
this has to bear.
"""

from crawler.documents.document import DocumentText, Limits, Part
from crawler.documents.reading import read_document

__all__ = ["DocumentText", "Limits", "Part", "read_document"]
