"""The one place that reads the time. Whatever else needs it is handed `now`."""

import time
from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # China has kept one zone since 1991


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def seconds() -> float:
    """Return seconds on a clock that only runs forward, for durations."""
    return time.monotonic()
