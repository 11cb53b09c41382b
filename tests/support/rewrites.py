"""Ways to write the same program: what each gives parses, and does the same at run time.

A rewrite keeps every line where it is, but for `helper`, which moves a statement into a function
at the end of the file: `Rewritten.moved` says from where to where.
"""

import re
from collections.abc import Collection, Iterator

from scaffold.code.outline import Binding, Body
from scaffold.code.spans import holds
from scaffold.inngest.file_facts import FileFacts
from scaffold.syntax.edits import apply
from scaffold.syntax.language import language_of
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, parts
from tests.support.literal_rewrites import LITERAL_REWRITES
from tests.support.order_rewrites import ORDER_REWRITES
from tests.support.rewriting import Change, File, Rewrite, Rewritten, edits_of, walk
from tests.support.statement_rewrites import STATEMENT_REWRITES

EXPRESSIONS = frozenset(
    {
        "call_expression", "member_expression", "identifier", "new_expression", "await_expression",
        "object", "array", "arrow_function", "string", "template_string", "binary_expression",
        "ternary_expression", "subscript_expression", "number", "call", "attribute", "await",
        "dictionary", "list", "lambda", "conditional_expression", "binary_operator",
        "boolean_operator", "subscript", "integer", "list_comprehension",
    }
)  # fmt: skip
# What `!` and a type may be put behind without parentheses.
_PRIMARY = frozenset(
    {"call_expression", "member_expression", "identifier", "array", "string", "template_string"}
)
# Where an expression may be wrapped: in a field of a node, or anywhere in it.
_FIELDS = {
    "variable_declarator": "value", "pair": "value", "keyword_argument": "value",
    "assignment_expression": "right", "assignment": "right", "member_expression": "object",
    "augmented_assignment_expression": "right", "attribute": "object", "subscript": "value",
    "subscript_expression": "object", "arrow_function": "body", "lambda": "body",
    "for_in_statement": "right", "for_statement": "right", "for_in_clause": "right",
    "export_statement": "value", "if_statement": "condition", "while_statement": "condition",
    "required_parameter": "value", "default_parameter": "value", "public_field_definition": "value",
    "call_expression": "function", "call": "function",
}  # fmt: skip
_ANYWHERE = frozenset(
    {
        "arguments", "argument_list", "return_statement", "await_expression", "await", "array",
        "list", "parenthesized_expression", "binary_expression", "boolean_operator",
        "binary_operator", "comparison_operator", "not_operator", "unary_expression",
        "spread_element", "list_splat", "dictionary_splat", "template_substitution",
        "interpolation", "throw_statement", "ternary_expression", "conditional_expression",
        "tuple", "set",
    }
)  # fmt: skip
_FUNCTIONS = frozenset({"arrow_function", "function_expression"})
# What rules can tell by nothing but what it is called: to them another name is another thing.
_TOLD_BY_NAME = re.compile(
    r"span|.*stats|.*metrics|.+log|db|session|req|request|body|res|reply", re.IGNORECASE
)
_STATEMENTS = frozenset(
    {
        "expression_statement", "return_statement", "throw_statement", "if_statement",
        "for_statement", "for_in_statement", "while_statement", "do_statement", "try_statement",
        "switch_statement",
    }
)  # fmt: skip


def rewrites(
    path: str, text: str, most: int | None = None, kinds: Collection[str] | None = None
) -> Iterator[Rewritten]:
    """Yield the ways we know to write a file that does the same, each with one change.

    With `most` there are at most so many of each of these kinds, spread evenly over the file.
    """
    if language_of(path) is None:
        return
    file = File(path, text)
    if file.source.has_error:
        return
    for kind in REWRITES if kinds is None else kinds:
        changes = list(REWRITES[kind](file))
        step = max(1, -(-len(changes) // most)) if most is not None else 1
        for offset, edits, moved in changes[len(changes) % step :: step]:
            new = apply(file.source.content, edits).decode()
            if not Source.parse(path, new.encode()).has_error:
                yield Rewritten(kind, offset, new, moved)


# Something around an expression.


def _wrapping(before: str, behind: str, *, bare: bool = False, typed: bool = True) -> Rewrite:
    def rewrite(file: File) -> Iterator[Change]:
        if typed and (file.python or not file.typed):
            return
        if before == "<" and not file.path.endswith((".ts", ".mts", ".cts")):
            return
        for node in file.nodes:
            if node.type not in EXPRESSIONS or not _may_be_wrapped(file, node):
                continue
            if not bare and node.type == "new_expression" and behind == "!":
                continue
            first, last = before, behind
            if bare and node.type not in _PRIMARY:
                first, last = f"({before}", f"){behind}"
            edits = ((node.start_byte,) * 2, (node.end_byte,) * 2)
            yield Change(node.start_byte, edits_of((*edits[0], first), (*edits[1], last)))

    return rewrite


def _may_be_wrapped(file: File, node: Node) -> bool:
    around = node.parent
    if around is None or not node.is_named:
        return False
    kind = around.type
    if kind in _FIELDS:
        part = around.child_by_field_name(_FIELDS[kind])
        if part is None or part.id != node.id:
            return False
    elif kind not in _ANYWHERE:
        return False
    above = around.parent
    if above is not None and above.type == "decorator":
        return False
    if kind in ("call_expression", "call"):
        # What these names do depends on how they are written.
        return file.text(node) not in ("require", "super", "import") and not _may_stop(file, node)
    if kind in ("member_expression", "subscript_expression"):
        return not _may_stop(file, node)  # `(a?.b).c` fails where `a?.b.c` does not
    if kind == "arrow_function":
        return node.type != "object"
    if kind in ("arguments", "argument_list"):
        callee = above.child_by_field_name("function") if above is not None else None
        return callee is None or file.text(callee) not in ("require", "import")
    return True


def _may_stop(file: File, node: Node) -> bool:
    return "?." in file.text(node)


def _cast(file: File) -> Iterator[Change]:
    """Python's `cast`, imported on the line of the first import."""
    first = next(iter(parts(file.source.root)), None)
    if not file.python or first is None or not first.type.startswith("import_"):
        return
    for node in file.nodes:
        if node.type in EXPRESSIONS and _may_be_wrapped(file, node) and not _is_in_type(node):
            at = first.start_byte
            start, end = node.start_byte, node.end_byte
            yield Change(
                start,
                edits_of(
                    (at, at, "from typing import cast as _as; "),
                    (start, start, "_as(object, "),
                    (end, end, ")"),
                ),
            )


def _is_in_type(node: Node) -> bool:
    at: Node | None = node
    while at is not None and at.type != "type":
        at = at.parent
    return at is not None


def _generics(file: File) -> Iterator[Change]:
    """Type arguments on a call."""
    if not file.typed:
        return
    for node in file.nodes:
        if node.type not in ("call_expression", "new_expression"):
            continue
        given = node.child_by_field_name("arguments")
        callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if given is None or callee is None or given.type != "arguments":
            continue
        if node.child_by_field_name("type_arguments") is not None:
            continue
        if callee.type not in ("identifier", "member_expression"):
            continue
        if file.text(callee) in ("require", "super") or any(c.type == "?." for c in node.children):
            continue
        yield Change(node.start_byte, edits_of((callee.end_byte, callee.end_byte, "<any>")))


# Other names, other functions, other blocks.


def _renamed(file: File) -> Iterator[Change]:
    """A name of a function's own, under another name."""
    for body in file.outline.bodies:
        if body.kind != "function":
            continue
        for binding in body.declared():
            spans = _uses_of(file, binding)
            if spans is not None:
                new = f"{binding.name}Too" if not file.python else f"{binding.name}_too"
                edits = [
                    (start, end, f"{binding.name}: {new}" if is_short else new)
                    for start, end, is_short in spans
                ]
                yield Change(binding.start, edits_of(*edits))


def _uses_of(file: File, binding: Binding) -> list[tuple[int, int, bool]] | None:
    """Every place of a name, and whether it stands for key and value; None when not sure."""
    name, body = binding.name, binding.body
    if binding.kind not in ("value", "loop", "param") or binding.node.parent is None:
        return None
    if _TOLD_BY_NAME.fullmatch(name):
        return None
    made = binding.initial
    if name == "step" and made is not None and made.kind == "call":
        return None  # `step = current_step.get()`: nothing else says what it gives
    if file.python and (binding.kind == "param" or body.nonlocals):
        return None  # it may be given by its name
    if any(
        each.type in ("accessibility_modifier", "readonly") for each in binding.node.parent.children
    ):
        return None  # it names a field, too
    own = list(walk(body.node))
    words = [n for n in own if n.child_count == 0 and file.text(n) == name]
    uses = {each.start: each for each in file.outline.references_to(binding)}
    writes = {
        child.start_byte
        for each in file.outline.mutations_of(binding)
        for child in walk(each.node)
        if child.child_count == 0 and file.text(child) == name
    }
    found: list[tuple[int, int, bool]] = []
    for word in words:
        start = word.start_byte
        if word.type == "property_identifier" or _is_key(word):
            continue
        if word.type in ("string_fragment", "string_content"):
            continue
        if start != binding.start and start not in uses and start not in writes:
            return None
        short = word.type.startswith("shorthand_property_identifier")
        found.append((start, word.end_byte, short))
    return found


def _is_key(word: Node) -> bool:
    """Whether a Python name is the `b` of `a.b` or of `f(b=1)`."""
    above = word.parent
    if above is None or above.type not in ("attribute", "keyword_argument"):
        return False
    key = above.child_by_field_name("attribute" if above.type == "attribute" else "name")
    return key is not None and key.id == word.id


def _as_function(file: File) -> Iterator[Change]:
    """An arrow function as a function, and the other way round, where `this` plays no part."""
    if file.python:
        return
    for node in file.nodes:
        if node.type not in _FUNCTIONS or _reads_this(file, node):
            continue
        body = node.child_by_field_name("body")
        if body is None:
            continue
        start = node.start_byte
        head = file.text(node)[: body.start_byte - start]
        if node.type == "function_expression":
            if node.child_by_field_name("name") is not None:
                continue
            new = re.sub(r"\bfunction\s*", "", head, count=1)
            yield Change(start, edits_of((start, body.start_byte, f"{new.rstrip()} => ")))
            continue
        is_async = head.startswith("async")
        rest = re.sub(r"=>\s*$", "", head.removeprefix("async")).strip()
        if not rest.startswith(("(", "<")):
            rest = f"({rest})"
        new = f"{'async ' if is_async else ''}function {rest} "
        new += "\n" * (head.count("\n") - new.count("\n"))
        if body.type == "statement_block":
            yield Change(start, edits_of((start, body.start_byte, new)))
        else:
            yield Change(
                start,
                edits_of(
                    (start, body.start_byte, f"{new}{{ return "), (body.end_byte,) * 2 + ("; }",)
                ),
            )


def _as_constant(file: File) -> Iterator[Change]:
    """A function that is declared as one that a constant holds, where nothing uses it before."""
    for body in file.outline.bodies:
        node = body.node
        if node.type != "function_declaration" or body.name is None or body.parent is None:
            continue
        inside = node.child_by_field_name("body")
        binding = body.parent.own(body.name, node.start_byte)
        if inside is None or binding is None or binding.function is not body:
            continue
        uses = file.outline.references_to(binding)
        if any(each.start < node.end_byte for each in uses) or _reads_this(file, node):
            continue
        around = node.parent
        if around is not None and any(child.type == "default" for child in around.children):
            continue
        if file.source.content.count(b"function " + body.name.encode()) > 1:
            continue  # overloads
        start = node.start_byte
        head = file.text(node)[: inside.start_byte - start]
        new = re.sub(rf"function\s+{re.escape(body.name)}\s*", "", head, count=1).rstrip()
        end = inside.end_byte
        edits = ((start, inside.start_byte, f"const {body.name} = {new} => "), (end, end, ";"))
        yield Change(start, edits_of(*edits))


def _reads_this(file: File, node: Node) -> bool:
    return any(
        each.type in ("this", "super", "yield_expression", "new.target", "meta_property")
        or (each.type == "identifier" and file.text(each) == "arguments")
        or each.type in ("type_predicate_annotation", "asserts_annotation")
        for each in walk(node)
    )


def _as_def(file: File) -> Iterator[Change]:
    """Python's `f = lambda x: y` as a function."""
    for node in file.nodes:
        if node.type != "assignment" or node.parent is None:
            continue
        name, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        if name is None or value is None or value.type != "lambda" or name.type != "identifier":
            continue
        if node.parent.type != "expression_statement" or "\n" in file.text(value):
            continue
        given, body = value.child_by_field_name("parameters"), value.child_by_field_name("body")
        if body is None:
            continue
        taken = file.text(given) if given is not None else ""
        new = f"def {file.text(name)}({taken}): return {file.text(body)}"
        yield Change(node.start_byte, edits_of((node.start_byte, node.end_byte, new)))


def _in_braces(file: File) -> Iterator[Change]:
    """Braces around one statement."""
    if file.python:
        return
    for node in file.nodes:
        around = node.parent
        if node.type not in _STATEMENTS or around is None:
            continue
        if around.type not in ("statement_block", "program", "if_statement", "else_clause",
                               "for_in_statement", "for_statement", "while_statement"):  # fmt: skip
            continue
        only = parts(node)
        if node.type == "expression_statement":
            if not only or only[0].type in ("string", "internal_module"):
                continue  # a directive, a namespace
            if around.type == "for_statement":
                continue  # a part of its head
        start, end = node.start_byte, node.end_byte
        yield Change(start, edits_of((start, start, "{ "), (end, end, " }")))


def _in_helper(file: File) -> Iterator[Change]:
    """The expression of a handler's first statement in a function at the end of the file."""
    for function in FileFacts(file.source).functions:
        handler = function.handler
        if handler is None or handler.outline.source is not file.source:
            continue
        first = next(iter(handler.block.statements), None)
        if first is None or first.kind not in ("expression", "declaration", "return"):
            continue
        node = _value_of(first._node)
        if node is None or node.parent is None or first.start != first._node.start_byte:
            continue  # it is read as one with the statement before
        given = _taken(file, handler, node)
        if given is None:
            continue
        text = file.text(node)
        if ".objects." in text:
            continue  # a query set runs where it is read, and that may be in the helper
        awaited = any(each.type in AWAIT for each in _own(node))
        call = f"theFirst({', '.join(given)})"
        new = f"await {call}" if awaited else call
        new = f"({new})" if node.parent.type in ("member_expression", "attribute") else new
        new += "\n" * text.count("\n") if not file.python else ""
        if file.python and "\n" in text:
            new = f"({new}" + "\n" * text.count("\n") + ")"
        content = file.source.content
        end = len(content.rstrip())
        word = "async " if awaited else ""
        if file.python:
            helper = f"{word}def theFirst({', '.join(given)}):\n    return ({text})\n"
        else:
            typed = ": any" if file.typed else ""
            taken = ", ".join(f"{name}{typed}" for name in given)
            helper = f"{word}function theFirst({taken}) {{\n  return {text};\n}}\n"
        begin = file.source.position(node.start_byte)[0]
        last = file.source.position(node.end_byte)[0]
        place = content[:end].count(b"\n") + 2
        edits = edits_of((node.start_byte, node.end_byte, new), (end, len(content), f"\n{helper}"))
        yield Change(node.start_byte, edits, (begin, last, place))


def _value_of(statement: Node) -> Node | None:
    """The expression that a statement is about."""
    only = parts(statement)
    if len(only) != 1:
        return None
    node = only[0]
    if statement.type not in ("expression_statement", "return_statement"):
        found = node.child_by_field_name("value")
        return found if node.type == "variable_declarator" else None
    if node.type == "assignment":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        return right if left is not None and left.type in ("identifier", "pattern_list") else None
    return None if node.type in ("assignment_expression", "string", "yield") else node


def _taken(file: File, handler: Body, node: Node) -> list[str] | None:
    """The names that an expression takes from the function around; None where it may not move."""
    read = handler.outline
    whole = read.expr(node).whole
    if any(each.type in ("this", "super", "yield_expression", "yield") for each in walk(node)):
        return None
    taken: dict[str, None] = {}
    for body in read.bodies:
        if not body.is_inside(handler):
            continue
        for write in body.mutations:
            if holds(whole, write) and _is_of(write.binding, handler, whole):
                return None
        for reference in body.references:
            if holds(whole, reference) and _is_of(reference.binding, handler, whole):
                taken[reference.name] = None
    return list(taken)


def _is_of(binding: Binding | None, handler: Body, whole: object) -> bool:
    """Whether a name is bound in a handler, or around it, but not in the expression itself."""
    if binding is None or binding.body.kind == "module":
        return False
    return not holds(whole, binding)  # type: ignore[arg-type]


def _own(node: Node) -> Iterator[Node]:
    """A node and all below, functions left out."""
    todo = [node]
    while todo:
        at = todo.pop()
        yield at
        if at.type not in (*_FUNCTIONS, "lambda", "method_definition"):
            todo += at.children


REWRITES: dict[str, Rewrite] = {
    "(x)": _wrapping("(", ")", typed=False),
    "x as any": _wrapping("(", " as any)"),
    "x satisfies unknown": _wrapping("(", " satisfies unknown)"),
    "x!": _wrapping("", "!", bare=True),
    "<any>x": _wrapping("(<any>", ")"),
    "cast(x)": _cast,
    "f<any>()": _generics,
    "renamed": _renamed,
    "function": _as_function,
    "constant": _as_constant,
    "def": _as_def,
    "{ braces }": _in_braces,
    "helper": _in_helper,
    **STATEMENT_REWRITES,
    **LITERAL_REWRITES,
    **ORDER_REWRITES,
}
