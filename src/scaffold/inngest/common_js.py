"""The names a CommonJS module exports a function by where it is made: `exports.a = create(…)`."""

from scaffold.inngest.facts import Function
from scaffold.syntax.tree import Node

_WHOLE = ("module.exports", "exports")


def exported_where_made(function: Function) -> tuple[str, ...]:
    """Return the names that the statement around a function exports it by.

    `module.exports = create(…)` gives `default`, and `*` for what `require` returns.
    """
    site = function.site
    if site.body.kind != "module" or not function.outline.mentions_exports:
        return ()
    names: list[str] = []
    key, node = "", site.node
    while node.parent is not None:
        node = node.parent
        if node.type == "pair" and not key and not names:
            key = _text(function, node.child_by_field_name("key")).strip("\"'`")
        elif node.type == "assignment_expression":
            target = _text(function, node.child_by_field_name("left"))
            holder, _, name = target.rpartition(".")
            if target in _WHOLE:
                names += [key] if key else ["default", "*"]
            elif holder in _WHOLE and not key:
                names.append(name)
        elif node.type not in ("object", "as_expression", "parenthesized_expression"):
            break
    return tuple(names)


def _text(function: Function, node: Node | None) -> str:
    return "".join(function.outline.text(node).split()) if node is not None else ""
