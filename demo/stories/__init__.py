"""The articles of the key, by the role of the site that tells them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from demo.columns import Column
from demo.stories import (
    codes,
    contacts,
    covered,
    dead,
    enclosed,
    handouts,
    healthy,
    leaks,
    lists,
    unread,
    wording,
)
from demo.stories.story import Story

_TOLD = (codes, contacts, covered, dead, enclosed, handouts, healthy, leaks, lists, unread, wording)
BY_ID: dict[str, Story] = {story.id: story for module in _TOLD for story in module.STORIES}


def _by_role() -> dict[str, tuple[Story, ...]]:
    held: dict[str, list[Story]] = defaultdict(list)
    for story in BY_ID.values():
        held[story.site].append(story)
    return {role: tuple(stories) for role, stories in held.items()}


STORIES = _by_role()


def told(columns: Sequence[Column], stories: Sequence[Story]) -> tuple[Column, ...]:
    """Put the stories of a site where they belong.

    Raises:
        ValueError: a story's column is not there, or too short.
    """
    by_key = {column.key: column for column in columns}
    for story in stories:
        column = by_key.get(story.column)
        if column is None or not story.at < len(column.items):
            raise ValueError(f"no place for {story.id} in {story.column!r} of {story.site}")
        at = story.at
        if story.beside:
            day = _day(by_key, story.beside)
            at = min(range(at, len(column.items)), key=lambda i: abs(column.items[i].day - day))
        item = replace(column.items[at], title=story.title, story=story.id)
        items = (*column.items[:at], item, *column.items[at + 1 :])
        by_key[story.column] = replace(column, items=items)
    return tuple(by_key.values())


def _day(columns: Mapping[str, Column], id_: str) -> date:
    return next(i.day for column in columns.values() for i in column.items if i.story == id_)
