"""What a middleware raises when a look ends with it."""

from scrapy.exceptions import IgnoreRequest

from crawler.fates import Ended
from storage.records import Fate


class Refused(Ended, IgnoreRequest):
    """We chose not to look, or not yet.

    Attributes:
        wait_seconds: how long the host asked to be left alone, 0 when asking again changes nothing.
    """

    def __init__(self, fate: Fate, note: str, *, wait_seconds: float = 0) -> None:
        super().__init__(fate, note)
        self.wait_seconds = wait_seconds
