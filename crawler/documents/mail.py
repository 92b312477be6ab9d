"""Single-file web pages and letters (MIME): what Word writes as mht, and eml."""

import email
from email.message import Message

from crawler.documents.transcript import Transcript, UnreadableError

_MOST_PARTS = 200
_MOST_BOUNDARIES = 20_000


def read_mail(name: str, body: bytes, transcript: Transcript) -> None:
    """Read the parts of a MIME message.

    Raises:
        UnreadableError: it is built to harm.
        LimitError: nothing more may be read.
    """
    del name
    if body.count(b"\n--") > _MOST_BOUNDARIES:  # the parser takes a second for each 100,000
        raise UnreadableError("邮件存档的部分太多，没有读")
    message = email.message_from_bytes(body)
    for at, part in enumerate(message.walk()):
        if at >= _MOST_PARTS:
            transcript.note(f"邮件存档超过{_MOST_PARTS}部分，之后的没有读")
            return
        if part.is_multipart() or part.get_content_maintype() == "image":
            continue
        content = _content(part)
        if content:
            transcript.count_member()
            transcript.spend(len(content))
            transcript.open(str(part.get_filename() or "正文"), content)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
