"""What an edit of a list needs to know of it: its elements with their commas and comments."""

from scaffold.code.expressions import Expr
from scaffold.syntax.lists import Elements, elements


def elements_of(expr: Expr) -> Elements:
    """Return what stands between the brackets of an array, a list or a tuple."""
    return elements(expr.source, expr.node)
