"""Checks everything in `config/` by the code that will use it, and names every mistake at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rules import catalog, settings, standard
from rules.config_error import ConfigError
from storage import register, toml_file
from storage.mistakes import Problem, nearest, shown


def problems(config: Path, cities: Iterable[Path]) -> Iterator[Problem]:
    """Name what is wrong with these cities, with the rules' settings and with the standards."""
    standards = config / "standards"
    found: list[Problem] = []
    for path in cities:
        found += _of_city(path, standards)
    catalogue = catalog.load()
    try:
        settings.load(config / "rules.toml", catalogue)
    except ConfigError as error:
        found += error.problems
    for path in sorted(standards.glob("*.toml")):
        try:
            standard.Standard.load(path, catalogue)
        except ConfigError as error:
            found += error.problems
    return map(_relative, found)


def _of_city(path: Path, standards: Path) -> Iterator[Problem]:
    try:
        register.load(path)
    except register.RegisterError as error:
        yield from error.problems
    try:
        data, places = toml_file.read(path)
    except toml_file.BrokenTomlError:
        return  # said above
    named = data.get("standard")
    names = {file.stem for file in standards.glob("*.toml")}
    if isinstance(named, str) and named not in names:
        yield Problem(
            file=str(path),
            line=places.line(("standard",)),
            key="standard",
            value=shown(named),
            message=f"{standards.parent.name}/{standards.name} 中没有这份检查标准",
            remedy=nearest(named, names) if names else "请先放入标准文件",
        )


def _relative(problem: Problem) -> Problem:
    """Name a problem's file as the operator sees it from where they stand."""
    file, here = Path(problem.file), Path.cwd()
    return replace(problem, file=str(file.relative_to(here))) if here in file.parents else problem
