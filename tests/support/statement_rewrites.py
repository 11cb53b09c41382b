"""Ways to write the same statements, tests and declarations; lines stay where they are."""

import re
from collections.abc import Iterator

from scaffold.inngest.file_facts import FileFacts
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, parts
from tests.support.rewriting import Change, File, Rewrite, edits_of

# What changes a list is told by how it is called.
_LOADS = ("await import", "require")
_FILLS = frozenset({"push", "unshift", "splice", "add", "set"})


def _field(node: Node, name: str) -> Node:
    found = node.child_by_field_name(name)
    assert found is not None
    return found


def _by_text(file: File) -> Iterator[Change]:
    """`a["b"]()` for `a.b()`."""
    for node in [] if file.python else file.nodes:
        if node.type != "call_expression":
            continue
        callee = node.child_by_field_name("function")
        if callee is None or callee.type != "member_expression":
            continue
        owner, name = _field(callee, "object"), _field(callee, "property")
        between = file.source.content[owner.end_byte : name.start_byte].decode()
        if name.type != "property_identifier" or between.strip() != ".":
            continue
        if file.text(name) not in _FILLS:
            new = "\n" * between.count("\n") + f'["{file.text(name)}"]'
            yield Change(callee.start_byte, edits_of((owner.end_byte, name.end_byte, new)))


def _by_name(file: File) -> Iterator[Change]:
    """`getattr(a, "b")()` for Python's `a.b()`."""
    for node in file.nodes if file.python else []:
        callee = node.child_by_field_name("function") if node.type == "call" else None
        if callee is None or callee.type != "attribute" or "\n" in file.text(callee):
            continue
        if node.parent is not None and node.parent.type == "decorator":
            continue  # a decorator, and what serves, is looked for in the files that name it so
        owner, name = _field(callee, "object"), _field(callee, "attribute")
        if file.text(name) not in (*_FILLS, "serve"):
            new = f', "{file.text(name)}")'
            edits = edits_of(
                (callee.start_byte, callee.start_byte, "getattr("),
                (owner.end_byte, callee.end_byte, new),
            )
            yield Change(callee.start_byte, edits)


def _formatted(file: File) -> Iterator[Change]:
    """Python's `f"a"` for `"a"`, where it is given to something."""
    for node in file.nodes if file.python else []:
        around, start = node.parent, node.start_byte
        if around is None or around.type not in ("argument_list", "keyword_argument"):
            continue
        if re.fullmatch(r'"[^"\\{}]*"', file.text(node)):
            yield Change(start, edits_of((start, start, "f")))


def _declared_before(file: File) -> Iterator[Change]:
    """`let x; x = f();` for `const x = f();`."""
    for declared, name, value in _declarations(file):
        if file.python or name.type != "identifier" or value.type.endswith("function"):
            continue
        loads = file.text(value).startswith(_LOADS)
        typed = _field(name.parent or name, "type") if _has_type(name) else None
        text = file.text(typed) if typed is not None else ""
        if not loads and "\n" not in text:
            new = f"let {file.text(name)}{text}; {file.text(name)} = "
            yield Change(
                declared.start_byte, edits_of((declared.start_byte, value.start_byte, new))
            )


def _has_type(name: Node) -> bool:
    return name.parent is not None and name.parent.child_by_field_name("type") is not None


def _named_before_returned(file: File) -> Iterator[Change]:
    """`{ const x = f(); return x; }` for `return f();`."""
    for node in file.nodes:
        given = parts(node) if node.type == "return_statement" else []
        if len(given) != 1 or given[0].type in ("sequence_expression", "expression_list"):
            continue
        if "\n" in file.text(node):
            continue  # what is reported at the end of it is so on another line
        start, end, value = node.start_byte, node.end_byte, given[0].start_byte
        if file.python:
            edits = edits_of((start, value, "the_out = "), (end, end, "; return the_out"))
        else:
            stop = end - 1 if file.text(node).endswith(";") else end
            edits = edits_of((start, value, "{ const theOut = "), (stop, end, "; return theOut; }"))
        yield Change(start, edits)


def _kept_unread(file: File) -> Iterator[Change]:
    """`const x = await f();` for `await f();`."""
    for node in file.nodes:
        given = parts(node) if node.type == "expression_statement" else []
        inside = node.parent is not None and node.parent.type in ("statement_block", "block")
        if len(given) == 1 and given[0].type in AWAIT and inside:
            new = "the_done = " if file.python else "const theDone = "
            yield Change(node.start_byte, edits_of((given[0].start_byte, given[0].start_byte, new)))


def _taken_apart_later(file: File) -> Iterator[Change]:
    """`const x = f(); const { a } = x;` for `const { a } = f();`."""
    for declared, name, value in _declarations(file):
        if name.type not in ("object_pattern", "array_pattern") or "\n" in file.text(name):
            continue
        if file.text(value).startswith(_LOADS):
            continue
        end = declared.end_byte
        stop = end - 1 if file.text(declared).endswith(";") else end
        edits = edits_of(
            (name.start_byte, value.start_byte, "theGiven = "),
            (stop, end, f"; const {file.text(name)} = theGiven;"),
        )
        yield Change(declared.start_byte, edits)


def _declarations(file: File) -> Iterator[tuple[Node, Node, Node]]:
    """Each declaration of one name or pattern in a function, with what it is given."""
    for node in file.nodes:
        if node.type != "lexical_declaration" or node.parent is None:
            continue
        made = [each for each in parts(node) if each.type == "variable_declarator"]
        value = made[0].child_by_field_name("value") if len(made) == 1 else None
        if value is not None and node.parent.type == "statement_block":
            yield node, _field(made[0], "name"), value


def _awaited_later(file: File) -> Iterator[Change]:
    """`const p = f(); const x = await p;` for `const x = await f();`."""
    for node in file.nodes:
        given = parts(node) if node.type in AWAIT else []
        if len(given) != 1 or given[0].type not in ("call_expression", "call"):
            continue
        statement = _statement_of(node)
        if statement is None or file.text(given[0]).startswith("import("):
            continue
        start, value, end = statement.start_byte, given[0].start_byte, node.end_byte
        head = file.source.content[start:value].decode()
        if "\n" in head or (file.python and "\n" in file.text(node)):
            continue
        new = "the_coming = " if file.python else "const theComing = "
        name = "the_coming" if file.python else "theComing"
        edits = edits_of((start, value, new), (end, end, f"; {head}{name}"))
        yield Change(node.start_byte, edits)


def _statement_of(value: Node) -> Node | None:
    """The statement in a function that is about a value, and about nothing else."""
    around = value.parent
    if around is not None and around.type in ("variable_declarator", "assignment"):
        whole = around.child_by_field_name("value") or around.child_by_field_name("right")
        around = around.parent if whole == value else None
    if around is None or around.parent is None or len(parts(around)) != 1:
        return None
    kinds = ("expression_statement", "lexical_declaration", "return_statement")
    inside = around.parent.type in ("statement_block", "block")
    return around if inside and around.type in kinds else None


def _twice_not(file: File) -> Iterator[Change]:
    """`if (!!a)` for `if (a)`."""
    for node in file.nodes:
        if node.type != "if_statement":
            continue
        test = _field(node, "condition")
        start, end = test.start_byte, test.end_byte
        if not file.python:
            yield Change(node.start_byte, edits_of((start, start, "(!!"), (end, end, ")")))
        elif "\n" not in file.text(test):
            edits = edits_of((start, start, "not (not ("), (end, end, "))"))
            yield Change(node.start_byte, edits)


def _as_and(file: File) -> Iterator[Change]:
    """`a && f();` for `if (a) f();`."""
    for node in [] if file.python else file.nodes:
        if node.type != "if_statement" or node.child_by_field_name("alternative") is not None:
            continue
        if node.parent is None or node.parent.type == "else_clause":
            continue
        then = _field(node, "consequence")
        inside = parts(then) if then.type == "statement_block" else [then]
        if len(inside) != 1 or inside[0].type != "expression_statement":
            continue
        done = parts(inside[0])
        if len(done) != 1 or done[0].type not in ("await_expression", "call_expression"):
            continue
        test = _field(node, "condition")
        content = file.source.content
        before = "\n" * content[test.end_byte : done[0].start_byte].count(b"\n")
        behind = "\n" * content[done[0].end_byte : node.end_byte].count(b"\n")
        edits = edits_of(
            (node.start_byte, test.start_byte, ";"),
            (test.end_byte, done[0].start_byte, f" && {before}("),
            (done[0].end_byte, node.end_byte, f"){behind};"),
        )
        yield Change(node.start_byte, edits)


def _with_others(file: File) -> Iterator[Change]:
    """`({ event, step, ...others })` for `({ event, step })`."""
    for pattern in _contexts(file):
        text = file.text(pattern)
        inner = text[1:-1].rstrip()
        if inner.strip() and "..." not in text:
            at = pattern.start_byte + 1 + len(inner.encode())
            new = f"{'' if inner.endswith(',') else ','} ...theOthers"
            yield Change(pattern.start_byte, edits_of((at, at, new)))


def _contexts(file: File) -> Iterator[Node]:
    """The pattern that each handler takes its context apart with."""
    for function in [] if file.python else FileFacts(file.source).functions:
        handler = function.handler
        if handler is None or handler.outline.source is not file.source:
            continue
        taken = handler.node.child_by_field_name("parameters")
        given = parts(taken) if taken is not None else []
        pattern = given[0].child_by_field_name("pattern") or given[0] if given else None
        if pattern is not None and pattern.type == "object_pattern":
            yield pattern


def _with_finally(file: File) -> Iterator[Change]:
    """An empty `finally` behind a `try`."""
    for node in [] if file.python else file.nodes:
        if node.type == "try_statement" and node.child_by_field_name("finalizer") is None:
            yield Change(node.start_byte, edits_of((node.end_byte, node.end_byte, " finally {}")))


def _exported_by_name(file: File) -> Iterator[Change]:
    """`const a = f(); export { a };` for `export const a = f();`."""
    for node in file.nodes:
        made = node.child_by_field_name("declaration") if node.type == "export_statement" else None
        if made is None or any(each.type == "default" for each in node.children):
            continue
        holders = [made] if made.type == "function_declaration" else [
            each for each in parts(made) if each.type == "variable_declarator"
        ]  # fmt: skip
        name = holders[0].child_by_field_name("name") if len(holders) == 1 else None
        if name is not None and name.type == "identifier":
            edits = edits_of(
                (node.start_byte, made.start_byte, ""),
                (node.end_byte, node.end_byte, f" export {{ {file.text(name)} }};"),
            )
            yield Change(node.start_byte, edits)


STATEMENT_REWRITES: dict[str, Rewrite] = {
    'a["b"]': _by_text,
    'getattr(a, "b")': _by_name,
    'f"a"': _formatted,
    "let x; x = f()": _declared_before,
    "x = f(); return x": _named_before_returned,
    "x = f()": _kept_unread,
    "{ a } = x": _taken_apart_later,
    "await p": _awaited_later,
    "!!a": _twice_not,
    "a && f()": _as_and,
    "{ ...others }": _with_others,
    "finally": _with_finally,
    "export { a }": _exported_by_name,
}
