"""Render the files of one function from its kind's templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scaffold.inngest.fields import Field, key_field
from scaffold.template_store import templates_folder


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
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
