"""What operators mean, as both languages spell them."""

from scaffold.code.expressions import Expr

AND = frozenset({"&&", "and"})
OR = frozenset({"||", "or"})
OR_ELSE = OR | {"??"}
SAME = frozenset({"==", "===", "is"})
OTHER = frozenset({"!=", "!==", "is not"})


def asked_missing(test: Expr) -> Expr | None:
    """Return what a test asks not to be there: `!x`, `not x`, `x === null`, `x is None`."""
    if test.kind == "comparison" and test.operator in SAME:
        return test.left if test.right is not None and test.right.kind == "null" else None
    return test.operand if test.kind == "not" else None
