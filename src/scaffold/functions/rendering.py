"""Render the files of one function from its kind's templates."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.fields import Field, key_field
from scaffold.template.cache import cache_folder, make_folder, read_own, write_whole
from scaffold.template.store import templates_folder


class EventRef(NamedTuple):
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
        bytecode_cache=_CompiledTemplates(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _CompiledTemplates(BytecodeCache):
    """Templates compiled by an earlier command, where the user's home can hold them.

    Compiling one takes longer than all else that a command does with it. What is loaded is run, so
    it is loaded only when nobody but the user can have put it there.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        compiled = read_own(self._file(bucket))
        if compiled is not None:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self._file(bucket)
        with suppress(OSError, ScaffoldError):
            make_folder(cache_folder())
            make_folder(file.parent)
            write_whole(file, bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        # A file tells when its template changed, and not when what compiles it did.
        return cache_folder() / "kinds" / f"jinja2-{jinja2.__version__}-{bucket.key}"
