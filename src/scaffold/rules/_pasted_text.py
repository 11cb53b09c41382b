"""Text that is put into an expression without quotes: `` `async.data.id == ${event.id}` ``."""

import re

from scaffold.code.outline import Binding
from scaffold.code.values import Value

_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
# What comes before and behind a value that stands by itself.
_BEFORE = re.compile(r"(?:[=!<>]=|[<>]|\bin|&&|\|\||[(,\[])\s*$|^\s*$")
_BEHIND = re.compile(r"^\s*(?:$|[=!<>]=|[<>]|&&|\|\||[),\]])")
_MADE = frozenset(
    {"String", "toString", "toISOString", "toLowerCase", "toUpperCase", "trim", "randomUUID",
     "nanoid", "ulid", "encodeURIComponent", "btoa", "str", "isoformat", "lower", "upper", "strip",
     "uuid4"}
)  # fmt: skip
_OF_RUN = re.compile(r"(?:\w+\.)?(?:event\.(?:id|name)|runId|run_id)")


def pasted_text(condition: Value) -> Value | None:
    """Return the first part of an expression that is certainly text, and stands without quotes."""
    whole = condition.resolved
    if whole.expr.kind != "template":
        return None
    parts = whole.expr.parts
    for place, part in enumerate(parts):
        if isinstance(part, str):
            continue
        before = "".join(each if isinstance(each, str) else "0" for each in parts[:place])
        behind = parts[place + 1] if place + 1 < len(parts) else ""
        bare = _QUOTED.sub("", before)
        if '"' in bare or "'" in bare or not isinstance(behind, str):
            continue
        value = whole.at(part)
        if _BEFORE.search(bare) and _BEHIND.search(behind) and _is_text(value):
            return value
    return None


def _is_text(value: Value) -> bool:
    """Whether a value is text, by what makes it or by the type that it is declared with."""
    expr = value.expr
    if expr.kind in ("name", "member") and _OF_RUN.fullmatch(expr.dotted):
        return True
    made = value.resolved.expr
    callee = made.callee
    if callee is not None and callee.name in _MADE:
        return True
    if made.kind == "template":
        return True
    binding = value.outline.binding(expr) if expr.kind == "name" else None
    return binding is not None and _is_declared(binding)


def _is_declared(binding: Binding) -> bool:
    """`as { id: string }`, `as string`, `(id: string) => …`, `id: str`."""
    statement = binding.body.statement_at(binding)
    text = binding.outline.text(binding.node.parent or binding.node)
    if statement is not None and binding.kind == "value":
        text = binding.outline.source.content[statement.start : statement.end].decode()
    name = re.escape(binding.path[-1] if binding.path else binding.name)
    typed = rf"\b{name}\??\s*:\s*(?:string|str)\b(?!\s*[\[|&])"
    cast = r"\bas\s+string\s*;?\s*$"
    return re.search(typed, text) is not None or (
        not binding.path and re.search(cast, text) is not None
    )
