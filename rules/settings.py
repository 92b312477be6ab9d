"""config/rules.toml and config/words: the figures and the words in force.

A figure that the file does not name keeps its default. What a figure means, its unit and how well
its source is known stand with the rule itself (`rules.rule.Setting`).
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rules.config_error import ConfigError
from rules.content import wordfiles
from rules.content.lexicon import Lexicon
from rules.rule import Rule
from storage import toml_file
from storage.dossier import Dossier
from storage.mistakes import Problem, nearest, shown, translated
from storage.places import Places
from storage.records import Blind, Finding

_LEXICON = "lexicon"  # the parameter by which a check asks for the word lists


def load(path: Path, catalogue: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """Return the catalogue with the settings of a file over its defaults.

    Rules that ask for the word lists get those of the folder `words` beside the file.

    Args:
        path: a TOML file; one that is not there is an error, an empty one changes nothing.
        catalogue: rules by id, as `rules.catalog.load` gives them.

    Raises:
        ConfigError: with every mistake in the files: its line, key, value and remedy.
    """
    problems: list[Problem] = []
    tables: dict[str, Any] = {}
    try:
        tables, places = toml_file.read(path)
    except toml_file.BrokenTomlError as error:
        problems.append(error.problem)
    else:
        found = (
            problem
            for name, table in tables.items()
            for problem in _problems(name, table, catalogue, str(path), places)
        )
        problems += sorted(found, key=lambda problem: problem.line or 0)
    lexicon = None
    try:
        lexicon = wordfiles.load(path.parent / "words")
    except ConfigError as error:
        problems += error.problems
    if problems:
        raise ConfigError(problems)
    return {
        id_: _with_words(rule.with_settings(tables.get(id_, {})), lexicon)
        for id_, rule in catalogue.items()
    }


def _with_words(rule: Rule, lexicon: Lexicon | None) -> Rule:
    """Hand a rule the word lists, if it asks for them; its settings stay what they are."""
    if lexicon is None or _LEXICON not in inspect.signature(rule.check).parameters:
        return rule
    without = rule.check

    @wraps(without)
    def check(dossier: Dossier, **given: Any) -> Iterable[Finding | Blind]:
        return without(dossier, **{_LEXICON: lexicon, **given})

    return replace(rule, check=check)


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
