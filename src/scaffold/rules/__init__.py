"""The rules: one module or package each, named like the rule; found, not listed."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from scaffold.rules._rule import Rule, load
from scaffold.units import discover, unit_names, unit_source

_ABOUT_A_PROJECT = (b"\ndef check(project", b"\ndef check_file(file")


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by name, in order."""
    rules = [load(module) for module in discover(__name__).values()]
    return {rule.name: rule for rule in rules}


def rule_names() -> frozenset[str]:
    """Return the names of all rules, without importing them."""
    return frozenset(module.replace("_", "-") for module in unit_names(__name__))


def file_rules(language: str) -> dict[str, Rule]:
    """Return the rules that judge a file of a language by itself, by name, in order.

    An editor waits for these. Which they are is read from their source: importing the others,
    with all that they need to know of a project, takes longer than the check.
    """
    rules = [load(import_module(f"{__name__}.{name}")) for name in _of_one_file(language)]
    return {
        rule.name: rule for rule in rules if rule.scope != "project" and language in rule.languages
    }


def _of_one_file(language: str) -> Iterable[str]:
    example = f'"{language}"'.encode()
    for name in unit_names(__name__):
        source = unit_source(__name__, name)
        if example in source and not any(each in source for each in _ABOUT_A_PROJECT):
            yield name
