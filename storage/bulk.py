"""Statements that are run for many rows at once.

SQLAlchemy turns every value of every row into the driver's form by itself, which costs more than
the database does. Here a statement is compiled once for each engine, and each column of the rows
is turned in one go.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in an engine's own words."""

    text: str
    places: tuple[int, ...]
    """Of each of the text's parameters, in order, its place in a row."""
    turns: tuple[Callable[[Any], Any] | None, ...]
    """Of each what makes the driver's value of ours; None where they are the same."""


class Bulk:
    """An insert or an update whose parameters are given as rows of values."""

    def __init__(self, statement: sa.Insert | sa.Update, names: Iterable[str]) -> None:
        """Prepare a statement.

        Args:
            statement: an insert, or an update whose `bindparam`s have names.
            names: of an insert the columns, of an update the parameters, as rows will give them.
        """
        self._statement = statement
        self._names = tuple(names)
        self._by_engine: dict[str, _Compiled] = {}

    def __call__(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Run the statement for every row."""
        self.run(connection, self.bound(connection, rows))

    def bound(self, connection: sa.Connection, rows: Iterable[Row]) -> list[tuple[Any, ...]]:
        """Turn rows into what the driver takes, in the order in which the statement wants it.

        Raises:
            ValueError: a value that its column does not take.
        """
        compiled = self._compiled(connection.dialect)
        columns = list(zip(*rows, strict=True))
        if not columns:
            return []
        return list(
            zip(
                *(
                    columns[place] if turn is None else map(turn, columns[place])
                    for place, turn in zip(compiled.places, compiled.turns, strict=True)
                ),
                strict=True,
            )
        )

    def run(self, connection: sa.Connection, bound: Sequence[tuple[Any, ...]]) -> None:
        """Run the statement for rows that `bound` gave, or that consist of the driver's values."""
        if bound:
            connection.exec_driver_sql(self._compiled(connection.dialect).text, list(bound))

    def _compiled(self, dialect: sa.Dialect) -> _Compiled:
        known = self._by_engine.get(dialect.name)
        if known is None:
            known = self._by_engine[dialect.name] = self._compile(dialect)
        return known

    def _compile(self, dialect: sa.Dialect) -> _Compiled:
        compiled = self._statement.compile(
            dialect=dialect, column_keys=self._names, for_executemany=True
        )
        order = compiled.positiontup
        assert order is not None, "engines are made with parameters by position"
        types = (compiled.binds[name].type.dialect_impl(dialect) for name in order)
        return _Compiled(
            text=compiled.string,
            places=tuple(self._names.index(name) for name in order),
            turns=tuple(type_.bind_processor(dialect) for type_ in types),
        )
