"""config/rules.toml: the figures in force, one table a rule.

A figure that the file does not name keeps its default. What a figure means, its unit and how well
its source is known stand with the rule itself (`rules.rule.Setting`).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rules.config_error import ConfigError
from rules.rule import Rule
from storage import toml_file
from storage.mistakes import Problem, nearest, shown, translated
from storage.places import Places


def load(path: Path, catalogue: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """Return the catalogue with the settings of a file over its defaults.

    Args:
        path: a TOML file; one that is not there is an error, an empty one changes nothing.
        catalogue: rules by id, as `rules.catalog.load` gives them.

    Raises:
        ConfigError: with every mistake in the file: its line, key, value and remedy.
    """
    try:
        tables, places = toml_file.read(path)
    except toml_file.BrokenTomlError as error:
        raise ConfigError([error.problem]) from None
    problems = [
        problem
        for name, table in tables.items()
        for problem in _problems(name, table, catalogue, str(path), places)
    ]
    if problems:
        raise ConfigError(sorted(problems, key=lambda problem: problem.line or 0))
    return {id_: rule.with_settings(tables.get(id_, {})) for id_, rule in catalogue.items()}


def _problems(
    name: str, table: Any, catalogue: Mapping[str, Rule], file: str, places: Places
) -> Iterator[Problem]:
    if name not in catalogue:
        yield Problem(
            file=file,
            line=places.line((name,)),
            key=name,
            value=None if isinstance(table, dict) else shown(table),
            message="没有这条规则",
            remedy=nearest(name, catalogue),
        )
    elif not isinstance(table, dict):
        yield Problem(
            file=file,
            line=places.line((name,)),
            key=name,
            value=shown(table),
            message="规则的设定应当是一个表",
            remedy=f"请写成 [{name}] 段，段内一行一个设定",
        )
    else:
        model = catalogue[name].settings_model
        try:
            model.model_validate(table)
        except ValidationError as error:
            yield from translated(error, model, file, places, within=(name,))
