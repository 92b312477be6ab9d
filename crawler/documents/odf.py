"""Files of OpenDocument (odt, ods, odp), which WPS and LibreOffice write: content.xml as lines."""

from crawler.documents.transcript import Transcript
from crawler.documents.xmlflow import Flow, parse
from crawler.documents.zips import Container

_ENCRYPTED = b"manifest:encryption-data"


def read_odf(name: str, body: bytes, transcript: Transcript) -> None:
    """Read an OpenDocument file.

    Raises:
        UnreadableError: it is broken or encrypted.
        LimitError: nothing more may be read.
    """
    del name
    container = Container(body, transcript)
    manifest = "META-INF/manifest.xml"
    if manifest in container.names and _ENCRYPTED in container.read(manifest):
        transcript.note("加密，读不了")
        return
    for member, where in (("content.xml", "正文"), ("styles.xml", "页眉页脚")):
        if member in container.names:
            flow = Flow(all_text=True)
            try:
                parse(container.stream(member), flow)
            finally:
                transcript.add(where, flow.text())
