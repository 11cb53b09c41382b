"""Whether a request handler turns away a request to a path that comes without a session.

Conditions on the path are worked out, and so are those on a session or a cookie: Inngest has
none. Where anything else decides, nothing is said.
"""

import re
from collections.abc import Mapping
from typing import Literal

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Binding, Body
from scaffold.code.spans import Spanned
from scaffold.code.statements import Block, Statement
from scaffold.code.values import Value
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.matchers import covers
from scaffold.syntax.regexes import regex

_DEPTH = 6
_Verdict = Literal["yes", "no", "unknown"]
_SESSION = regex(
    r"session|token|auth|user|cookie|login|logged|signed|jwt|credential|clerk|claims", re.IGNORECASE
)
# What says that there is no session, in a way that is not worked out.
_WITHOUT = regex(
    r"un(?:auth|sign|log)|logged_?out|anonym|guest|expired|missing|invalid|agent", re.IGNORECASE
)
_OF_PATH = regex(r"path|url|route|page|href|segment|public|method|host|header", re.IGNORECASE)
_REDIRECTS = regex(r"(?:\w*Response)\.redirect|redirectTo(?:SignIn|Login)\w*|\w+\.redirectTo\w*")
_PROTECTS = regex(r"auth(?:\(\))?\.protect")
_ANSWERS = regex(r"(?:\w*Response)(?:\.json)?")
_REFUSALS = (401.0, 403.0)


def turns_away(body: Body, path: str, project: Codebase) -> Expr | None:
    """Return what turns a request to a path away in a handler, None where nothing surely does."""
    asked = _Asked(body, path, project)
    for statement in body.block.all():
        expr = statement.expr
        if expr is None or statement.kind not in ("return", "expression"):
            continue
        given = asked.chosen(expr)
        if asked.is_refusal(given, returned=statement.kind == "return") and asked.reaches(
            statement
        ):
            return given
    return None


def is_reached(body: Body, place: Spanned, path: str, project: Codebase) -> bool:
    """Whether a request to a path surely comes to a place of a handler."""
    statement = body.statement_at(place)
    return statement is not None and _Asked(body, path, project).reaches(statement)


class _Asked:
    """The question of one path to one handler."""

    def __init__(
        self, body: Body, path: str, project: Codebase, known: Mapping[str, str] | None = None
    ) -> None:
        self._body = body
        self._path = path
        self._project = project
        self._known = known or {}

    def chosen(self, expr: Expr) -> Expr:
        """The side of a choice that a request without a session gets; itself where none is sure."""
        if expr.condition is None or len(expr.choices) != 2 or expr.operator in ("&&", "||", "??"):
            return expr
        told = self.verdict(expr.condition, 0)
        return {"yes": expr.choices[0], "no": expr.choices[1]}.get(told, expr)

    def is_refusal(self, expr: Expr, *, returned: bool) -> bool:
        """Whether an expression is a redirect, a 401, or what throws one."""
        callee = expr.callee
        if callee is None:
            return False
        name = "".join(callee.text.split())
        if _PROTECTS.fullmatch(name):
            return True
        if not returned:
            return False
        if _REDIRECTS.fullmatch(name):
            return True
        if not _ANSWERS.fullmatch(name) or len(expr.arguments) < 2:
            return False
        status = expr.arguments[1].entry("status")
        return status is not None and status.number in _REFUSALS

    def reaches(self, statement: Statement) -> bool:
        """Whether a request without a session surely comes to a statement."""
        at: Statement | None = statement
        while at is not None:
            for earlier in at.before:
                if not self._passes(earlier):
                    return False
            block = at.block
            owner = block.owner
            if owner is not None and not self._enters(owner, block):
                return False
            at = owner
        return True

    def _passes(self, statement: Statement) -> bool:
        """Whether a request surely goes on behind a statement."""
        if statement.kind == "if":
            for block in statement.blocks:
                told = self.verdict(block.test, 0) if block.test is not None else "yes"
                if told != "no" and any(each.kind in ("return", "throw") for each in block.all()):
                    return False
                if told == "yes":
                    break
            return True
        return statement.kind in ("declaration", "expression", "function", "class", "import")

    def _enters(self, owner: Statement, block: Block) -> bool:
        """Whether a request surely comes into a block of a statement."""
        if owner.kind == "try":
            return block.role == "try"
        if owner.kind != "if":
            return False
        for other in owner.blocks:
            told = self.verdict(other.test, 0) if other.test is not None else "yes"
            if other is block or told != "no":
                return other is block and told == "yes"
        return False

    def verdict(self, test: Expr, depth: int) -> _Verdict:
        """Return what a test comes to."""
        if depth > _DEPTH:
            return "unknown"
        if test.kind == "not" and test.operand is not None:
            inner = self.verdict(test.operand, depth + 1)
            return {"yes": "no", "no": "yes"}.get(inner, inner)  # type: ignore[return-value]
        if test.operator in ("&&", "||") and test.left is not None and test.right is not None:
            sides = [self.verdict(side, depth + 1) for side in (test.left, test.right)]
            decides: _Verdict = "no" if test.operator == "&&" else "yes"
            return decides if decides in sides else "unknown" if "unknown" in sides else sides[0]
        if test.kind == "comparison" and test.left is not None and test.right is not None:
            told = self._compared(test.left, test.right, test.operator)
            if told is not None:
                return told
        if test.kind == "call":
            told = self._called(test, depth)
            if told is not None:
                return told
        if test.kind == "name":
            binding = self._binding(test)
            if binding is not None and binding.initial is not None and not binding.path:
                found = self.verdict(binding.initial, depth + 1)
                if found != "unknown" or self._is_about_the_path(binding.initial):
                    return found
        if self._is_about_the_path(test):
            return "unknown"
        return "no" if self._is_session(test) else "unknown"

    def _compared(self, left: Expr, right: Expr, operator: str) -> _Verdict | None:
        if operator not in ("==", "===", "!=", "!=="):
            return None
        texts = [self._text(side) for side in (left, right)]
        if None not in texts:
            return _sure((texts[0] == texts[1]) is not operator.startswith("!"))
        if right.kind == "null" and self._is_session(left):
            return _sure(not operator.startswith("!"))
        if (right.string is not None or right.text == "true") and self._is_session(left):
            return _sure(operator.startswith("!"))  # of what is not there
        return None

    def _is_session(self, expr: Expr) -> bool:
        """Whether an expression gives what only a request with a session has."""
        text = expr.text
        binding = self._binding(expr.root) if expr.root.kind == "name" else None
        if binding is not None and binding.initial is not None:
            text = f"{text} {binding.initial.text}"
        return (
            _SESSION.search(text) is not None
            and _WITHOUT.search(text) is None
            and not self._is_about_the_path(expr)
        )

    def _called(self, test: Expr, depth: int) -> _Verdict | None:
        """What a call comes to: `path.startsWith("/x")`, `LIST.includes(path)`, `isPublic(req)`."""
        callee = test.callee
        if callee is None:
            return None
        on = self._text(callee.inner) if callee.inner is not None else None
        given = self._text(test.arguments[0]) if test.arguments else None
        if on is not None and given is not None:
            if callee.name == "startsWith":
                return _sure(on.startswith(given))
            if callee.name == "endsWith":
                return _sure(on.endswith(given))
            if callee.name == "includes":
                return _sure(given in on)
        if callee.inner is not None and callee.name in ("includes", "some", "find", "every"):
            return self._in_a_list(test, callee, given, depth)
        if callee.kind == "name":
            return self._matched(test)
        return None

    def _in_a_list(
        self, test: Expr, callee: Expr, given: str | None, depth: int
    ) -> _Verdict | None:
        assert callee.inner is not None
        listed = Value(callee.inner, self._body, self._project)
        if not listed.is_array:
            return None
        texts = [each.string for each in listed.elements]
        if None in texts:
            return "unknown"
        if callee.name == "includes":
            return _sure(given in texts) if given is not None else None
        function = self._body.outline.body(test.arguments[0]) if test.arguments else None
        if function is None or len(function.returned) != 1 or not function.parameters:
            return "unknown"
        name = function.parameters[0]
        found: set[_Verdict] = set()
        for text in texts:
            known = {**self._known, name or "": text or ""}
            inner = _Asked(function, self._path, self._project, known)
            found.add(inner.verdict(function.returned[0], depth + 1))
        if "unknown" in found:
            return "unknown"
        return _sure("no" not in found if callee.name == "every" else "yes" in found)

    def _matched(self, test: Expr) -> _Verdict | None:
        """Whether the path is in the list of a `createRouteMatcher([…])` of Clerk."""
        site = self._body.outline.site(test)
        maker = callee(site, self._project).made_by if site is not None else None
        if maker is None or maker.spelled != "createRouteMatcher" or not maker.args:
            return None
        patterns = Value(maker.args[0], maker.body, self._project).elements
        told = [covers(each.string, self._path) if each.string else None for each in patterns]
        if any(told):
            return "yes"
        return "unknown" if None in told else "no"

    def _text(self, expr: Expr) -> str | None:
        """The text that an expression stands for, where that is sure."""
        if expr.string is not None:
            return expr.string
        if expr.kind == "name" and expr.text in self._known:
            return self._known[expr.text]
        if self._is_path(expr, 0):
            return self._path
        return Value(expr, self._body, self._project).string if expr.kind == "name" else None

    def _is_path(self, expr: Expr, depth: int) -> bool:
        """Whether an expression is the path that was asked for: `req.nextUrl.pathname`."""
        if depth > _DEPTH:
            return False
        if expr.kind == "member":
            return expr.name == "pathname"
        binding = self._binding(expr) if expr.kind == "name" else None
        if binding is None or binding.initial is None:
            return False
        if binding.path:
            return binding.path[-1] == "pathname"
        return self._is_path(binding.initial, depth + 1)

    def _binding(self, name: Expr) -> Binding | None:
        return self._body.lookup(name.text, name.start)

    def _is_about_the_path(self, expr: Expr) -> bool:
        return any(_OF_PATH.search(each.name) is not None for each in expr.inside(functions=True))


def _sure(told: bool) -> _Verdict:
    return "yes" if told else "no"
