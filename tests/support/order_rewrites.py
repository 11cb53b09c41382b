"""Ways to say the same in another order; lines stay where they are."""

from collections.abc import Iterator

from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts
from tests.support.rewriting import Change, File, Rewrite, edits_of

_EQUAL = frozenset({"===", "!==", "==", "!="})
_CONSTANTS = frozenset({"null", "undefined", "none", "string", "number", "integer"})
_EXITS = frozenset({"return_statement", "throw_statement", "break_statement", "continue_statement"})
_HELD = ("expression_statement", "lexical_declaration", "return_statement")
_EACH = frozenset({"map", "forEach", "filter", "flatMap", "then", "catch", "run"})
_FUNCTIONS = frozenset({"arrow_function", "function_expression"})


def _constant_first(file: File) -> Iterator[Change]:
    """`null === x` for `x === null`."""
    for node in file.nodes:
        if node.type not in ("binary_expression", "comparison_operator"):
            continue
        sides, operators = parts(node), [each for each in node.children if not each.is_named]
        if len(sides) != 2 or len(operators) != 1 or operators[0].type not in _EQUAL:
            continue
        one, other = sides
        if other.type in _CONSTANTS and one.type not in _CONSTANTS and "\n" not in file.text(node):
            first = (one.start_byte, one.end_byte, file.text(other))
            last = (other.start_byte, other.end_byte, f"({file.text(one)})")
            yield Change(node.start_byte, edits_of(first, last))


def _with_else(file: File) -> Iterator[Change]:
    """`if (a) return; else { f(); }` for `if (a) return; f();`."""
    for node in [] if file.python else file.nodes:
        around, then = node.parent, node.child_by_field_name("consequence")
        if node.type != "if_statement" or around is None or around.type != "statement_block":
            continue
        if then is None or node.child_by_field_name("alternative") is not None:
            continue
        last = parts(then)[-1:] if then.type == "statement_block" else [then]
        after = [each for each in parts(around) if each.start_byte > node.start_byte]
        if not last or last[0].type not in _EXITS or not after:
            continue
        if any(each.type in ("function_declaration", "comment") for each in after):
            continue
        end = after[-1].end_byte
        yield Change(
            node.start_byte, edits_of((node.end_byte, node.end_byte, " else {"), (end, end, " }"))
        )


def _thrown_later(file: File) -> Iterator[Change]:
    """`const e = new Error(); throw e;` for `throw new Error();`."""
    for node in file.nodes:
        given = parts(node) if node.type in ("throw_statement", "raise_statement") else []
        value = given[0] if len(given) == 1 else None
        if value is None or value.type not in ("new_expression", "call"):
            continue
        start, end = node.start_byte, node.end_byte
        if file.python:
            first, last = (start, value.start_byte, "the_error = "), (end, end, "; raise the_error")
        else:
            first = (start, value.start_byte, "{ const theError = ")
            last = (value.end_byte, end, "; throw theError; }")
        if not file.python or "\n" not in file.text(node):
            yield Change(start, edits_of(first, last))


def _named_callback(file: File) -> Iterator[Change]:
    """`const f = () => g(); xs.map(f);` for `xs.map(() => g());`, on one line."""
    for node in [] if file.python else file.nodes:
        given = node.parent
        call = given.parent if given is not None and given.type == "arguments" else None
        callee = call.child_by_field_name("function") if call is not None else None
        name = callee.child_by_field_name("property") if callee is not None else None
        if node.type not in _FUNCTIONS or name is None or file.text(name) not in _EACH:
            continue
        statement = _statement(call)
        if statement is None or "\n" in file.text(statement):
            continue
        at = statement.start_byte
        edits = edits_of(
            (at, at, f"const theCallback = {file.text(node)}; "),
            (node.start_byte, node.end_byte, "theCallback"),
        )
        yield Change(node.start_byte, edits)


def _statement(at: Node | None) -> Node | None:
    """The statement in a block that something stands in, None where a function is in between."""
    while at is not None and at.type not in _HELD:
        if at.type in _FUNCTIONS:
            return None
        at = at.parent
    around = at.parent if at is not None else None
    return at if around is not None and around.type == "statement_block" else None


ORDER_REWRITES: dict[str, Rewrite] = {
    "null === x": _constant_first,
    "else": _with_else,
    "throw e": _thrown_later,
    "f = () => g(); map(f)": _named_callback,
}
