"""Import types as `importOriginal<typeof import("./a")>()` has them, which the grammar misreads."""

import re

from scaffold.functions.renaming import Renaming
from scaffold.syntax.edits import Edit
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

_IMPORT_TYPE = re.compile(rb"<typeof import\(([\"'])([^\"'\n]+)\1\)(?=>\(\))")


def without_import_types(source: Source) -> Source:
    """Return a file as the grammar can read it: spaces for such types, so that places stay."""
    if source.language.name == "python":
        return source
    content = _IMPORT_TYPE.sub(
        lambda match: b"<any" + b" " * (len(match.group()) - 4), source.content
    )
    return Source.parse(source.path, content) if content != source.content else source


def hidden_specifiers(source: Source, renaming: Renaming, modules: Modules) -> list[Edit]:
    """Return the edits of the module's name in such types."""
    edits = []
    for match in _IMPORT_TYPE.finditer(source.content):
        specifier = match.group(2)
        stem = renaming.stem.encode()
        at = specifier.rfind(stem)
        means = modules.resolve(source.path, specifier.decode()) == renaming.path
        if renaming.moves and means and at >= 0 and b"/" not in specifier[at:]:
            start = match.start(2) + at
            edits.append(Edit(start, start + len(stem), renaming.new_stem.encode()))
    return edits
