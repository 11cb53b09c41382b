"""What a helper does where it is given no tools: a handler that has some does not get there.

`if (!step) return work();`, `step ? step.run(id, work) : work()`, `run?.(id, work) ?? work()`:
one helper for handlers and for those without a run. Only tests of what the helper was given count,
and of constants that are such tests: `const durable = !!options.run`.
"""

from collections.abc import Iterator

from scaffold.code.bindings import is_reassigned, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, CallSite
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.abstract_values import (
    PROMISE,
    AbstractValue,
    Closure,
    Context,
    Environment,
    Parts,
    is_context,
)
from scaffold.inngest.evaluation import Chain, Evaluation

_DEPTH = 4
_BOTH = frozenset({"&&", "and"})
_SAME = frozenset({"==", "===", "is"})
_OTHER = frozenset({"!=", "!==", "is not"})


class WithoutTools:
    """The parts of one function that are not reached in one run, by what it is given there."""

    def __init__(self, walk: Evaluation, body: Body, env: Environment, chain: Chain) -> None:
        self._walk, self._body, self._env, self._chain = walk, body, env, chain
        self._regions = list(self._found()) if self._has_tools() else []

    def holds(self, site: CallSite) -> bool:
        """Whether a call is not reached."""
        return any(holds(each, site) for each in self._regions)

    def _has_tools(self) -> bool:
        """Whether the function, or one that it is written in, was given any; no handler was."""
        handlers = self._walk.function.handler, self._walk.function.failure_handler
        around: Body | None = self._body
        while around is not None and around not in handlers:
            if any(map(_is_there, self._env.get(around, ()))):
                return True
            around = around.parent
        return False

    def _found(self) -> Iterator[Spanned]:
        for statement in self._body.block.all():
            is_taken = False
            for block in statement.blocks if statement.kind == "if" else ():
                test = (block.test or statement.expr) if block.role == "then" else None
                truth = self._truth(test)
                if is_taken or truth is False:
                    yield block
                elif truth:
                    is_taken = True
                    yield from statement.after if block.leaves else ()
        for site in self._body.calls:
            part: Expr = site.expr
            while (around := part.around) is not None:
                if around.kind == "choice" and self._passes_over(around, part):
                    yield part
                part = around

    def _passes_over(self, choice: Expr, part: Expr) -> bool:
        """Whether the value of a choice is never that of one part of it."""
        test = choice.condition
        truth = self._truth(test) if test is not part else None
        if choice.operator:
            return truth is (choice.operator not in _BOTH)
        return truth is not None and (choice.choices[0] is part) is not truth

    def _truth(self, test: Expr | None, depth: int = 0) -> bool | None:
        """Whether a test is true in a run that has the tools; None where that is not known."""
        if test is None or depth > _DEPTH:
            return None
        if test.kind == "not":
            inner = self._truth(test.operand, depth + 1)
            return None if inner is None else not inner
        if test.kind == "choice" and test.operator:
            sides = {self._truth(side, depth + 1) for side in (test.condition, test.right)}
            decides = test.operator not in _BOTH
            return decides if decides in sides else (None if None in sides else not decides)
        if test.kind == "comparison" and test.left is not None and test.right is not None:
            asked = test.left.operand if test.left.operator == "typeof" else test.left
            is_same = (test.operator in _SAME) is (test.left is not asked)
            against = test.right.string in ("function", "object") or test.right.kind == "null"
            known = against and test.operator in _SAME | _OTHER and self._truth(asked, depth + 1)
            return is_same if known else None
        return self._is_given(test, depth)

    def _is_given(self, expr: Expr, depth: int) -> bool | None:
        origin = resolve_expr(self._body, expr)
        if origin.kind == "param" and origin.body in self._env:
            is_there = _is_there(self._walk.abstract(origin, self._env, self._chain))
            return True if is_there else None
        binding, given = origin.binding, None
        if expr.kind == "call" and self._walk.function.language != "python" and not expr.awaited:
            given = expr.callee  # `step?.run(id, work)`: its promise is there when the tool is
        elif binding is not None and not origin.attrs and not is_reassigned(binding):
            given = binding.initial
        return self._truth(given, depth + 1) if given is not expr else None


def _is_there(value: AbstractValue) -> bool:
    """Whether it is a tool, or a function or an object that was given with one."""
    if isinstance(value, Context):
        return is_context(value) and PROMISE not in value.path
    if isinstance(value, Parts):
        return value.holds or any(map(_is_there, value.entries.values()))
    return isinstance(value, Closure)
