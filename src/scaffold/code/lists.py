"""What an edit of a list needs to know of it: its elements with their commas and comments."""

from bisect import bisect_right

from scaffold.code.expressions import Expr
from scaffold.code.spans import Spanned
from scaffold.syntax.edits import Edit
from scaffold.syntax.lists import Elements, elements, remove


def elements_of(expr: Expr) -> Elements:
    """Return what stands between the brackets of an array, an object, a list or a tuple."""
    return elements(expr.source, expr.node)


def remove_entry(expr: Expr, place: Spanned) -> list[Edit]:
    """Return the edits that take out the element, or the entry, that a place stands in."""
    items = elements_of(expr)
    starts = [each.start for each in items.elements]
    return remove(items, bisect_right(starts, place.start) - 1)
