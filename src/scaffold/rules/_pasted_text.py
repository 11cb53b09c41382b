"""Text that is put into an expression without quotes: `` `async.data.id == ${event.id}` ``."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import Binding, Body
from scaffold.code.spans import Spanned
from scaffold.code.values import Value
from scaffold.syntax.regexes import regex

_QUOTED = regex(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
# What comes before and behind a value that stands by itself.
_BEFORE = regex(r"(?:[=!<>]=|[<>]|\bin|&&|\|\||[(,\[])\s*$|^\s*$")
_BEHIND = regex(r"^\s*(?:$|[=!<>]=|[<>]|&&|\|\||[),\]])")
_MADE = frozenset(
    {"String", "toString", "toISOString", "toLowerCase", "toUpperCase", "trim", "randomUUID",
     "nanoid", "ulid", "encodeURIComponent", "btoa", "str", "isoformat", "lower", "upper", "strip",
     "uuid4"}
)  # fmt: skip
# So far behind a parameter's name its type begins.
_TYPE = 20
_OF_RUN = frozenset({("runId",), ("run_id",), ("event", "id"), ("event", "name")})


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
    expr, origin = value.expr, value.origin
    if origin.kind == "param" and origin.attrs in _OF_RUN:
        return True
    made = value.resolved.expr
    if made.kind == "template" or (made.callee is not None and made.callee.name in _MADE):
        return True
    binding = value.outline.binding(expr) if expr.kind == "name" else None
    return binding is not None and _is_declared(binding)


def _is_declared(binding: Binding) -> bool:
    """`as { id: string }`, `as string`, `(id: string) => …`, `id: str`."""
    content = binding.outline.source.content
    texts = [content[binding.start : binding.end + _TYPE].decode(errors="ignore")]
    if binding.kind == "value":
        texts = [_source(binding.body, each) for each in (binding, binding.initial or binding)]
        site = binding.outline.site(binding.initial) if binding.initial is not None else None
        maker = resolve_callee(site) if site is not None else None
        if maker is not None and maker.target is not None and not maker.attrs:
            texts += [_source(maker.target, each) for each in maker.target.returned]
    name = re.escape(binding.path[-1] if binding.path else binding.name)
    typed = rf"\b{name}\??\s*:\s*(?:string|str)\b(?!\s*[\[|&])"
    cast = r"\bas\s+string\s*;?\s*$"
    return any(
        re.search(typed, text) or (not binding.path and re.search(cast, text)) for text in texts
    )


def _source(body: Body, place: Spanned) -> str:
    """The text of the statement that a place stands in."""
    statement = body.statement_at(place)
    span: Spanned = statement if statement is not None else place
    return body.outline.source.content[span.start : span.end].decode()
