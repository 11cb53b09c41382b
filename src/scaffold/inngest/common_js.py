"""The names a CommonJS module exports a function by where it is made: `exports.a = create(…)`."""

from scaffold.inngest.facts import Function

_WHOLE = ("module.exports", "exports")


def exported_where_made(function: Function) -> tuple[str, ...]:
    """Return the names that the statement around a function exports it by.

    `module.exports = create(…)` gives `default`, and `*` for what `require` returns.
    """
    site = function.site
    if site.body.kind != "module" or b"exports" not in function.outline.source.content:
        return ()
    names: list[str] = []
    key, expr = "", site.expr
    while (around := expr.around) is not None:
        if around.kind == "object":
            entry = expr.entry_around
            if entry is not None and not key and not names:
                key = entry.key or ""
        elif around.kind == "assignment" and around.left is not None:
            target = around.left.dotted
            holder, _, name = target.rpartition(".")
            if target in _WHOLE:
                names += [key] if key else ["default", "*"]
            elif holder in _WHOLE and not key:
                names.append(name)
        else:
            break
        expr = around
    return tuple(names)
