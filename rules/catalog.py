"""All rules there are: every `Rule` that a module of this package holds, sorted by id."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

import rules
from rules.rule import Rule


class DuplicateRuleError(ValueError):
    """Two modules hold a rule of the same id."""


@cache
def load() -> Mapping[str, Rule]:
    """Return every rule by its id, with its default settings.

    Raises:
        DuplicateRuleError: an id that stands twice.
    """
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(rules.__path__, prefix="rules."):
        for value in vars(importlib.import_module(module.name)).values():
            if not isinstance(value, Rule) or value.module != module.name:
                continue
            if value.id in found:
                raise DuplicateRuleError(f"{value.id}: {found[value.id].module}, {module.name}")
            found[value.id] = value
    return dict(sorted(found.items()))
