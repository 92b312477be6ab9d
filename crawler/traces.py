"""Where the details of our own faults go: never to an operator, never with a private number."""

import traceback

from crawler.exposures import masked
from crawler.settings import VAR
from storage.oserrors import why


def keep_trace() -> str:
    """Keep the details for whoever maintains this, and say where they are."""
    kept = VAR / "errors.log"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("a", encoding="utf-8") as file:
            file.write(masked(traceback.format_exc()))
    except OSError as error:
        return f"详情无法记入 {kept}（{why(error)}）"
    return f"详情已记入 {kept}"
