"""A renamed entry moved to its place in a sorted list, and its name where an import lists it."""

from collections.abc import Callable
from functools import partial

from scaffold.code.expressions import Expr
from scaffold.code.kinds import Kind
from scaffold.code.lists import elements_of
from scaffold.code.walk import outline
from scaffold.syntax.comments import comments
from scaffold.syntax.edits import apply
from scaffold.syntax.import_edits import named_list
from scaffold.syntax.imports import import_statements
from scaffold.syntax.lists import Elements, insert, place_in_order, remove
from scaffold.syntax.source import Source


def moved_in_list(path: str, content: bytes, name: str, start: int) -> bytes:
    """Return a file with one name of the list at an offset where the order has it.

    So it is where an import lists it. The same content when the list holds more than names, or is
    in no order without that one.
    """
    source = Source.parse(path, content)
    keys = _plain(_array_at(source, start), "name", "member")
    if keys is None or not is_ordered([each for each in keys if each != name]):
        return content
    content = _moved(path, content, name, partial(_list_at, start=start))
    for number in range(len(import_statements(source))):
        texts = _names_of(source, number=number).texts
        if name in texts and is_ordered([each for each in texts if each != name]):
            content = _moved(path, content, name, partial(_names_of, number=number))
    return content


def _plain(array: Expr, *kinds: Kind) -> list[str] | None:
    """What stands in a list as it is written, None when anything is of another kind."""
    keys = elements_of(array).texts
    plain = [each.text for each in array.elements if each.kind in kinds]
    return keys if plain == keys else None


def is_ordered(keys: list[str]) -> bool:
    """Whether names are sorted, by their letters or whatever their case."""
    return keys in (sorted(keys), sorted(keys, key=str.lower))


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


def _names_of(source: Source, *, number: int) -> Elements:
    """The names that an import lists, none where it has no list."""
    names = named_list(source, import_statements(source)[number])
    return names if names is not None else Elements(source, 0, 0, (), ())


def _comments(path: str, content: bytes) -> int:
    return sum(1 for _ in comments(Source.parse(path, content)))
