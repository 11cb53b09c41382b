"""A renamed entry that comes through a barrel of its own, moved to its place in a sorted list."""

import posixpath
from collections.abc import Callable, Sequence
from functools import partial

from scaffold.code.expressions import Expr
from scaffold.code.kinds import Kind
from scaffold.code.lists import elements_of
from scaffold.code.walk import outline
from scaffold.disk.patch import same_start
from scaffold.functions.renaming import Renaming
from scaffold.syntax.comments import comments
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.import_edits import named_list
from scaffold.syntax.imports import Imported, import_statements, imported_as
from scaffold.syntax.lists import Elements, insert, place_in_order, remove
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

_MAKES_FUNCTION = (b"createFunction", b"create_function")


def in_order_again(
    source: Source, edits: list[Edit], renaming: Renaming, modules: Modules
) -> list[Edit]:
    """Return the edits of a renaming and, in one with them, the move of the renamed entry.

    Only a function whose barrel hands on none of the neighbours in its folder is moved: nothing
    else in the list tells how its entry is imported, so an entry that is taken out and added anew
    would come from the function's own file, and its barrel would lose it.
    """
    bound = _through_barrel(source, renaming, modules)
    if bound is None or renaming.symbol == renaming.new_symbol:
        return edits
    renamed = content = apply(source.content, edits)
    name = renaming.new_symbol
    for array in outline(source).module.expr.inside(functions=True):
        if array.kind == "array" and _holds(array, bound, modules, renaming):
            start = array.start + _growth(edits, array.start)
            content = _moved(source.path, content, name, partial(_list_at, start=start))
    if content == renamed:
        return edits
    statement = next(each for each in import_statements(source) if bound in each.names)
    names = named_list(source, statement)
    if names is not None and is_ordered(names.texts):
        start = statement.start + _growth(edits, statement.start)
        content = _moved(source.path, content, name, partial(_names_at, start=start))
    return _as_one(source.content, content)


def moved_in_list(path: str, content: bytes, name: str, start: int) -> bytes:
    """Return a file with one name of the list at an offset where the order has it.

    The same content when the list holds more than names, or is in no order without that one.
    """
    keys = _plain(_array_at(Source.parse(path, content), start), "name", "member")
    if keys is None or not is_ordered([each for each in keys if each != name]):
        return content
    return _moved(path, content, name, partial(_list_at, start=start))


def _through_barrel(source: Source, renaming: Renaming, modules: Modules) -> Imported | None:
    """The import that binds the function under its name, by another file than its own."""
    for each in imported_as(source, renaming.symbol):
        origin = modules.origin(source.path, each.module, each.name)
        direct = modules.resolve(source.path, each.module) == renaming.path
        if origin is not None and origin[0] == renaming.path and not direct:
            return each
    return None


def _holds(array: Expr, bound: Imported, modules: Modules, renaming: Renaming) -> bool:
    """Whether a list is a sorted one of functions, this one alone by its barrel."""
    keys = _plain(array, "name")
    if keys is None or bound.local not in keys or not is_ordered(keys):
        return False
    path, folder = array.source.path, posixpath.dirname(renaming.path)
    for key, each in zip(keys, array.elements, strict=True):
        found = outline(array.source).binding(each)
        if found is None or found.kind != "import":
            return False
        if key == bound.local:
            if (found.module, found.imported) != (bound.module, bound.name):
                return False
            continue
        origin = modules.origin(path, found.module, found.imported)
        file = modules.source(origin[0]) if origin is not None else None
        if file is None or not any(word in file.content for word in _MAKES_FUNCTION):
            return False
        if found.module == bound.module and posixpath.dirname(file.path) == folder:
            return False
    return True


def _plain(array: Expr, *kinds: Kind) -> list[str] | None:
    """What stands in a list as it is written, None when anything is of another kind."""
    keys = elements_of(array).texts
    plain = [each.text for each in array.elements if each.kind in kinds]
    return keys if plain == keys else None


def is_ordered(keys: list[str]) -> bool:
    """Whether names are sorted, by their letters or whatever their case."""
    return keys in (sorted(keys), sorted(keys, key=str.lower))


def _growth(edits: Sequence[Edit], offset: int) -> int:
    """How much longer the text before an offset is after some edits."""
    return sum(len(each.text) - (each.end - each.start) for each in edits if each.end <= offset)


def _moved(path: str, content: bytes, name: str, find: Callable[[Source], Elements]) -> bytes:
    """Return a file with one name of a list where the order has it."""
    items = find(Source.parse(path, content))
    texts = items.texts
    if name not in texts or len(texts) < 2:
        return content
    without = Source.parse(path, apply(content, remove(items, texts.index(name))))
    left = find(without)
    place = place_in_order(left.texts, name)
    if [*left.texts[:place], name, *left.texts[place:]] == texts:
        return content
    moved = apply(without.content, insert(left, name, place))
    # A comment that belongs to the entry would be lost.
    return moved if _comments(path, moved) == _comments(path, content) else content


def _list_at(source: Source, *, start: int) -> Elements:
    return elements_of(_array_at(source, start))


def _array_at(source: Source, start: int) -> Expr:
    array = outline(source).expr_at(start, start + 1).around
    assert array is not None
    return array


def _names_at(source: Source, *, start: int) -> Elements:
    statement = next(each for each in import_statements(source) if each.start == start)
    names = named_list(source, statement)
    assert names is not None
    return names


def _comments(path: str, content: bytes) -> int:
    return sum(1 for _ in comments(Source.parse(path, content)))


def _as_one(before: bytes, after: bytes) -> list[Edit]:
    """Return the one edit that makes one content of the other."""
    start = same_start(before, after)
    tail = same_start(before[start:][::-1], after[start:][::-1])
    return [Edit(start, len(before) - tail, after[start : len(after) - tail])]
