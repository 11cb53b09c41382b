"""Texts with something filled in, however they are written.

`f"{a} of {b}"` is also `"{} of {}".format(a, b)`, `"%s of %s" % (a, b)` and `a + " of " + b`.
"""

from collections.abc import Callable, Iterator
from itertools import count
from string import Formatter

from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_STRINGS = frozenset({"string", "template_string", "concatenated_string"})
_TEXTS = frozenset({"string_fragment", "string_content", "escape_sequence"})
_FILLINGS = frozenset({"template_substitution", "interpolation"})
_SUMS = frozenset({"binary_expression", "binary_operator"})
# `%(name)s`, `%5.1f`, `%%` (Python's "printf-style String Formatting").
_PERCENT = regex(r"%(?:\((\w+)\))?[-+#0 ]*\d*(?:\.\d+)?([a-zA-Z%])")
# `{0.name}` and `{row[id]}` fill in a part of the first argument and of `row`.
_PATH = regex(r"[.\[]")
_MOST = 64


def is_filled(string: Node) -> bool:
    """Whether something is filled in in a literal: `f"{a}"`, a template with a substitution."""
    if string.type != "concatenated_string":
        return any(child.type in _FILLINGS for child in string.named_children)
    return any(is_filled(child) for child in string.named_children if child.type == "string")


def is_joined(node: Node) -> bool:
    """Whether an operator puts a text together: `"a" + b`, Python's `"%s" % a`."""
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type == "%":
        return _literal(node.child_by_field_name("left")) is not None
    at: Node | None = node
    for _ in range(_MOST):
        if at is None or at.type not in _SUMS:
            break
        operator, right = at.child_by_field_name("operator"), at.child_by_field_name("right")
        if operator is None or operator.type != "+":
            return False
        if right is not None and right.type in _STRINGS:
            return True
        at = at.child_by_field_name("left")
    return at is not None and at.type in _STRINGS


def is_formatted(call: Node) -> bool:
    """Whether a call of Python's fills in a literal: `"{}".format(a)`."""
    callee = call.child_by_field_name("function")
    if callee is None or callee.type != "attribute":
        return False
    name = callee.child_by_field_name("attribute")
    is_format = name is not None and name.text == b"format"
    return is_format and _literal(callee.child_by_field_name("object")) is not None


def said_as_text(call: Node) -> Node | None:
    """What `str(x)` and `String(x)` make a text of, as filling it in would: `x`."""
    callee, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    values = parts(given) if given is not None else []
    is_text = callee is not None and callee.text in (b"str", b"String")
    return values[0] if is_text and len(values) == 1 else None


def pieces(template: Node, text: Callable[[Node], str]) -> Iterator[str | Node]:
    """Yield the texts of a template and what is filled in, in order; `Expr.parts` reads sums."""
    callee = template.child_by_field_name("function")
    if callee is not None:
        yield from _formatted(template, _text(callee.child_by_field_name("object"), text), text)
        return
    filled = template.child_by_field_name("right")
    if filled is not None:
        yield from _put_in(_text(template.child_by_field_name("left"), text), filled)
        return
    todo = template.named_children[::-1]
    while todo:
        node = todo.pop()
        if node.type == "string":  # of implicitly joined ones
            todo += node.named_children[::-1]
        elif node.type in _TEXTS:
            yield text(node)
        elif node.type in _FILLINGS and parts(node):
            yield parts(node)[0]


def _literal(node: Node | None) -> Node | None:
    """A literal of Python in which nothing is filled in yet."""
    if node is None or node.type not in ("string", "concatenated_string") or is_filled(node):
        return None
    return node


def _text(literal: Node | None, text: Callable[[Node], str]) -> str:
    made = pieces(literal, text) if literal is not None else ()
    return "".join(each for each in made if isinstance(each, str))


def _formatted(call: Node, written: str, text: Callable[[Node], str]) -> Iterator[str | Node]:
    """What `str.format` makes of a text; all that it is given where the text is malformed."""
    arguments = call.child_by_field_name("arguments")
    given: dict[str, Node] = {}
    places = count()
    for each in parts(arguments) if arguments is not None else ():
        name, value = each.child_by_field_name("name"), each.child_by_field_name("value")
        if each.type == "keyword_argument" and name is not None and value is not None:
            given[text(name)] = value
        else:
            given[str(next(places))] = each
    try:
        fields = list(Formatter().parse(written))
    except ValueError:
        yield from given.values()
        return
    places = count()
    for before, field, _, _ in fields:
        if before:
            yield before
        if field is not None:
            value = given.get(_PATH.split(field)[0] or str(next(places)))
            if value is not None:
                yield value


def _put_in(written: str, filled: Node) -> Iterator[str | Node]:
    """What `%` makes of a text: it takes one value, a tuple of them, or a dict."""
    values = parts(filled) if filled.type == "tuple" else [filled]
    at, places = 0, count()
    for each in _PERCENT.finditer(written):
        if each.start() > at:
            yield written[at : each.start()]
        at = each.end()
        place = 0 if each[1] else next(places) if each[2] != "%" else None
        if place is None:
            yield "%"
        elif place < len(values):
            yield values[place]
    if at < len(written):
        yield written[at:]
