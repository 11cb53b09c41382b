"""What a helper does that is given tools: not what it does where it is given none.

`if (!step) return work();`: tests of what it was given count, and constants that are such tests.
"""

from collections.abc import Iterator

from scaffold.code.bindings import is_reassigned, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.operators import AND, OTHER, SAME
from scaffold.code.outline import Body
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.abstract_values import Environment, OneOf, is_context
from scaffold.inngest.evaluation import Chain, Evaluation

_DEPTH = 4


class WithTools:
    """The calls of one function that are reached in one run, by what it is given there."""

    def __init__(self, walk: Evaluation, body: Body, env: Environment, chain: Chain) -> None:
        self._walk, self._body, self._env, self._chain = walk, body, env, chain
        own = walk.function.handler, walk.function.failure_handler
        around = [each for each in env if each not in own and body.is_inside(each)]
        without = list(self._without()) if any(any(env[each]) for each in around) else ()
        self.calls = [each for each in body.calls if not any(holds(part, each) for part in without)]

    def _without(self) -> Iterator[Spanned]:
        for statement in self._body.block.all():
            is_taken = False
            for arm in statement.blocks if statement.kind == "if" else ():
                truth = self._truth((arm.test or statement.expr) if arm.role == "then" else None)
                if is_taken or truth is False:
                    yield arm
                elif truth:
                    is_taken = True
                    yield from statement.after if arm.leaves else ()
        for site in self._body.calls:
            part: Expr = site.expr
            while (around := part.around) is not None:
                if around.kind == "choice" and self._passes_over(around, part):
                    yield part
                part = around

    def _passes_over(self, choice: Expr, part: Expr) -> bool:
        """Whether the value of a choice is never that of one part of it."""
        truth = self._truth(choice.condition) if choice.condition is not part else None
        if choice.operator:
            return truth is (choice.operator not in AND)
        return truth is not None and (choice.choices[0] is part) is not truth

    def _truth(self, test: Expr | None, depth: int = 0) -> bool | None:
        """Whether a test is true in a run that has the tools; None where that is not known."""
        if test is None or depth > _DEPTH:
            return None
        if test.kind == "not":
            return None if (inner := self._truth(test.operand, depth + 1)) is None else not inner
        if test.kind == "choice" and test.operator:
            sides = {self._truth(side, depth + 1) for side in (test.condition, test.right)}
            decides = test.operator not in AND
            return decides if decides in sides else (None if None in sides else not decides)
        if test.kind == "comparison" and test.left is not None and test.right is not None:
            known = test.right.kind == "null" and self._truth(test.left, depth + 1)
            return test.operator in OTHER if known and test.operator in OTHER | SAME else None
        return self._is_given(test, depth)

    def _is_given(self, expr: Expr, depth: int) -> bool | None:
        origin = resolve_expr(self._body, expr)
        if origin.kind == "param" and origin.body in self._env:
            value = self._walk.abstract(origin, self._env, self._chain)
            is_there = is_context(value) or self._walk.carries(value)
            return True if is_there and not isinstance(value, OneOf) else None
        binding, given = origin.binding, None
        if expr.kind == "call" and self._walk.function.language != "python" and not expr.awaited:
            given = expr.callee  # `step?.run(id, work)`: its promise is there when the tool is
        elif binding is not None and not origin.attrs and not is_reassigned(binding):
            given = binding.initial
        return self._truth(given, depth + 1) if given is not expr else None
