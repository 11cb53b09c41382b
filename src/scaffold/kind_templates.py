"""Render the files of one function from its kind's templates."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scaffold.inngest.fields import Field, key_field
from scaffold.template_store import templates_folder

_MACROS = "includes/sdk.jinja"
_MACRO = re.compile(r"^\{% macro (\w+).*?^\{%-? endmacro %\}$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class EventRef:
    """An event as a kind's template sees it.

    Without `typed` there is no definition to import: the template uses the literal name.
    """

    name: str
    symbol: str
    typed: bool
    path: str | None
    """The module that declares it."""
    fields: tuple[Field, ...]

    @property
    def key(self) -> str | None:
        """The field that identifies what the event is about, None when there is none."""
        field = key_field(self.fields)
        return field.name if field else None


def render(template: str, context: Mapping[str, Any]) -> bytes:
    """Return the text of a kind's template, by its path in `templates/`."""
    return _environment().get_template(template).render(**context).encode()


@cache
def _environment() -> Environment:
    # The settings are those of copier.yml's `_envops`; a test compares them.
    return _Environment(
        loader=_Loader(templates_folder()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Folding constants takes longer than it saves where a template is rendered once.
        optimized=False,
    )


class _Environment(Environment):
    """Says for whom the macros are: they are more text than all that use them in one command."""

    def join_path(self, template: str, parent: str) -> str:
        return f"{template}?{parent}" if template == _MACROS else template


class _Loader(FileSystemLoader):
    """Leaves out the macros that a template does not use, so that they are not compiled."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        template, _, user = template.partition("?")
        source, path, is_current = super().get_source(environment, template)
        if user:
            source = _without_unused(source, super().get_source(environment, user)[0])
        return source, path, is_current


def _without_unused(source: str, user: str) -> str:
    """Return the text without the macros that are mentioned nowhere, its lines where they were."""
    macros = {found[1]: found[0] for found in _MACRO.finditer(source)}
    used: set[str] = set()
    todo = [user, _MACRO.sub("", source)]
    while todo:
        mentioned = macros.keys() & set(_WORD.findall(todo.pop())) - used
        used |= mentioned
        todo += [macros[name] for name in mentioned]

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] in used else "\n" * found[0].count("\n")

    return _MACRO.sub(kept, source)
