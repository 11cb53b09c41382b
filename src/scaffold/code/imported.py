"""Which import a name stands for, and whether what it binds is used."""

from collections.abc import Sequence

from scaffold.code.names import Variable, names_in, places_of, top_variable
from scaffold.code.outline import Binding, Outline
from scaffold.syntax.imports import Imported, imported_as

_Ranges = Sequence[tuple[int, int]]


def import_at(outline: Outline, name: str, offset: int) -> Imported | None:
    """Return the import that a name stands for at an offset, None when it is something else."""
    binding = outline.body_at(offset).lookup(name, offset)
    if binding is None:
        return None
    found = imported_as(outline.source, name)
    return next((each for each in found if each.start <= binding.start < each.end), None)


def bind_import(outline: Outline, name: str, module: str, exported: str) -> None:
    """Let a name stand for an import that is not written, where the file binds no such name."""
    body = outline.module
    if name not in body.bindings:
        body.declare(Binding(name, "import", body.node, body, module=module, imported=exported))


def variable_of(outline: Outline, imported: Imported) -> Variable:
    """Return what an import binds."""
    found = (each for each in names_in(outline, imported) if each.text == imported.local)
    name = next(found, None)
    return name.variable if name is not None else top_variable(outline, imported.local)


def is_import_used(outline: Outline, bound: Imported, apart_from: _Ranges = ()) -> bool:
    """Whether what an import binds is read outside the ranges given."""
    return is_used(outline, variable_of(outline, bound), [(bound.start, bound.end), *apart_from])


def is_used(outline: Outline, variable: Variable, apart_from: _Ranges = ()) -> bool:
    """Whether a variable is named outside imports and the ranges given."""
    return any(
        not any(first <= each.start and each.end <= last for first, last in apart_from)
        for each in places_of(outline, variable)
    )
