"""A renamed entry that comes through a barrel of its own, moved to its place in a sorted list."""

import posixpath
from collections.abc import Callable, Sequence
from functools import partial

from scaffold.functions.renaming import Renaming
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.import_edits import named_list
from scaffold.syntax.imports import Imported, imported_as
from scaffold.syntax.lists import Elements, elements, insert, place_in_order, remove
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import meaning, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_LISTS = ("array", "list")
_PLAIN = ("identifier", "member_expression", "attribute")
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
    for node in walk(source.root):
        if node.type in _LISTS and _holds(source, node, bound, modules, renaming):
            start = node.start_byte + _growth(edits, node.start_byte)
            content = _moved(source.path, content, name, partial(_list_at, start=start))
    if content == renamed:
        return edits
    names = named_list(source, bound.statement)
    if names is not None and _ordered([source.text(each) for each in names.nodes]):
        start = bound.statement.start_byte + _growth(edits, bound.statement.start_byte)
        content = _moved(source.path, content, name, partial(_names_at, start=start))
    return _as_one(source.content, content)


def moved_in_list(path: str, content: bytes, name: str, start: int) -> bytes:
    """Return a file with one name of the list at an offset where the order has it.

    The same content when the list holds more than names, or is in no order without that one.
    """
    source = Source.parse(path, content)
    nodes = _list_at(source, start=start).nodes
    others = [source.text(each) for each in nodes if source.text(each) != name]
    if any(each.type not in _PLAIN for each in nodes) or not _ordered(others):
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


def _holds(
    source: Source, node: Node, bound: Imported, modules: Modules, renaming: Renaming
) -> bool:
    """Whether a list is a sorted one of functions, this one alone by its barrel."""
    names = elements(source, node).nodes
    keys = [source.text(each) for each in names]
    if bound.local not in keys or any(each.type != "identifier" for each in names):
        return False
    if not _ordered(keys):
        return False
    folder = posixpath.dirname(renaming.path)
    for key, each in zip(keys, names, strict=True):
        found = meaning(source, each, key)
        if key == bound.local:
            if found != bound:
                return False
            continue
        if not isinstance(found, Imported):
            return False
        origin = modules.origin(source.path, found.module, found.name)
        file = modules.source(origin[0]) if origin is not None else None
        if file is None or not any(word in file.content for word in _MAKES_FUNCTION):
            return False
        if found.module == bound.module and posixpath.dirname(file.path) == folder:
            return False
    return True


def _ordered(keys: list[str]) -> bool:
    return keys in (sorted(keys), sorted(keys, key=str.lower))


def _growth(edits: Sequence[Edit], offset: int) -> int:
    """How much longer the text before an offset is after some edits."""
    return sum(len(each.text) - (each.end - each.start) for each in edits if each.end <= offset)


def _moved(path: str, content: bytes, name: str, find: Callable[[Source], Elements]) -> bytes:
    """Return a file with one name of a list where the order has it."""
    source = Source.parse(path, content)
    items = find(source)
    node = next((each for each in items.nodes if source.text(each) == name), None)
    if node is None or len(items.nodes) < 2:
        return content
    without = Source.parse(path, apply(content, remove(items, items.place_of(node.start_byte))))
    left = find(without)
    keys = [without.text(each) for each in left.nodes]
    place = place_in_order(keys, name)
    if [*keys[:place], name, *keys[place:]] == [source.text(each) for each in items.nodes]:
        return content
    moved = apply(without.content, insert(left, name, place))
    # A comment that belongs to the entry would be lost.
    return moved if _comments(path, moved) == _comments(path, content) else content


def _list_at(source: Source, *, start: int) -> Elements:
    node = source.root.descendant_for_byte_range(start, start + 1)
    while node is not None and node.type not in _LISTS:
        node = node.parent
    assert node is not None
    return elements(source, node)


def _names_at(source: Source, *, start: int) -> Elements:
    node = source.root.descendant_for_byte_range(start, start + 1)
    while node is not None and not node.type.startswith("import_"):
        node = node.parent
    names = named_list(source, node) if node is not None else None
    assert names is not None
    return names


def _comments(path: str, content: bytes) -> int:
    return sum(node.type == "comment" for node in walk(Source.parse(path, content).root))


def _as_one(before: bytes, after: bytes) -> list[Edit]:
    """Return the one edit that makes one content of the other."""
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    tail = next(
        (at for at in range(shortest - start) if before[-1 - at] != after[-1 - at]),
        shortest - start,
    )
    return [Edit(start, len(before) - tail, after[start : len(after) - tail])]
