"""Collections that are fetched while they are iterated, so that a site of any size fits."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Generic

from storage import contents, opened, windows
from storage.database import Database
from storage.dossier import PageText
from storage.records import Site, Window
from storage.windows import R

_AT_ONCE = 500  # rows in memory while a collection streams
_TEXTS_AT_ONCE = 50  # one may have megabytes


class Stream(Collection[R], Generic[R]):
    """Of each thing on a site the latest state in a window."""

    def __init__(self, database: Database, record: type[R], site: Site, window: Window) -> None:
        self._database = database
        self._asked: tuple[type[R], tuple[Site], Window] = record, (site,), window

    def __iter__(self) -> Iterator[R]:
        with self._database.reading() as connection:
            streaming = connection.execution_options(yield_per=_AT_ONCE)
            yield from windows.latest(streaming, *self._asked)

    @cached_property
    def _length(self) -> int:
        with self._database.reading() as connection:
            return windows.count(connection, *self._asked)

    @cached_property
    def _any(self) -> bool:
        with self._database.reading() as connection:
            return windows.any_seen(connection, *self._asked)

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._any

    def __contains__(self, record: object) -> bool:
        return any(record == held for held in self)


class Texts(Collection[PageText]):
    """The pages of a site that opened when last looked at in a window, with what they say."""

    def __init__(self, database: Database, site: Site, window: Window) -> None:
        self._database = database
        self._asked = site, window

    def __iter__(self) -> Iterator[PageText]:
        with self._database.reading() as connection:
            streaming = connection.execution_options(yield_per=_TEXTS_AT_ONCE)
            for some in opened.with_content(streaming, *self._asked, _TEXTS_AT_ONCE):
                said = contents.read(connection, {content for _, content in some})
                for page, content in some:
                    yield PageText(page=page, content=said[content])

    @cached_property
    def _length(self) -> int:
        with self._database.reading() as connection:
            return opened.count_with_content(connection, *self._asked)

    @cached_property
    def _any(self) -> bool:
        with self._database.reading() as connection:
            return opened.any_with_content(connection, *self._asked)

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._any

    def __contains__(self, record: object) -> bool:
        return any(record == held for held in self)
