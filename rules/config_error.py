"""What is raised when a file that governs judging cannot be used."""

from collections.abc import Sequence

from storage.mistakes import Problem


class ConfigError(ValueError):
    """A file with mistakes; `problems` holds all of them, each with its place and remedy."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
