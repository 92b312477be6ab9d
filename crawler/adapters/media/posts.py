"""What a look at an account gives: its posts, and what state its source is in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crawler.adapters.dates import BEIJING


class SourceState(StrEnum):
    """How the source of an account's posts answered. Only `ok` says anything of the account."""

    OK = "ok"
    EMPTY = "empty"
    """It answered without a post: a failure of the source, unless its history says otherwise."""
    REFUSED = "refused"
    DEAD = "dead"
    BROKEN = "broken"
    """What came cannot be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One post: its title, address and moment as the source gives them."""

    title: str
    url: str | None = None
    published: date | datetime | None = None
    pinned: bool = False
    deleted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Posts:
    """All that one look at an account's source says."""

    source_state: SourceState
    account: str | None = None
    """What the source calls the account; the register decides whose it is."""
    posts: tuple[Post, ...] = ()

    def as_json(self, path: str) -> dict[str, Any]:
        """Return what `scrapy read` prints for a feed, ready for `json.dumps`."""
        return {
            "path": path,
            "kind": "posts",
            "account": self.account,
            "source_state": str(self.source_state),
            "posts": [
                {
                    "title": post.title,
                    "url": post.url,
                    "published": _iso(post.published),
                    "pinned": post.pinned,
                    "deleted": post.deleted,
                }
                for post in self.posts
            ],
        }


def _iso(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).isoformat(timespec="seconds")
    return value.isoformat() if value else None
