"""Whether an entry of a list could name a function, by how and where the function is made."""

from scaffold.code.outline import CallSite
from scaffold.code.values import Value
from scaffold.inngest.clients import is_client
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.common_js import exported_where_made
from scaffold.inngest.facts import Function


def why_unnamed(function: Function, project: Codebase, *, has_lists: bool) -> str:
    """Why the source does not tell whether any list names this function, empty when it does.

    It does for one that is made once, at the top of a module, under a name or under none; for one
    that is made inside another function when nothing takes it out of there. `has_lists` says
    whether there is a list at all.
    """
    if function.site.loop is not None:
        return "it is made in a loop"
    factory = function.factory
    if factory is not None:
        told = _is_dropped(function) or (has_lists and _is_never_taken(function, project))
        return "" if told else f"it is made inside `{factory.name or 'a function'}`"
    if function.site.body.kind == "class":
        return "it is made in a class"
    above = _decorator_above(function)
    if above:
        return f"its decorator `{above}` is given it, and may register it"
    if function.symbol is not None or (
        function.language != "python"
        and (function.site.use == "discarded" or common_js_name(function) is not None)
    ):
        return ""
    return "it has no name that an entry could have"


def _decorator_above(function: Function) -> str:
    """The decorator that is given what `create_function` makes, empty without one."""
    marks = function.handler.decorated_with if function.handler is not None else ()
    sites = [function.outline.site(mark) for mark in marks]
    place = sites.index(function.site) if function.site in sites else 0
    return marks[place - 1].root.text if place else ""


def _is_never_taken(function: Function, project: Codebase) -> bool:
    """Whether every call of the factory takes other functions out of the object it returns."""
    factory = function.factory
    if factory is None or function.site.body is not factory:
        return False
    keys: set[str] = set()
    for each in factory.returned:
        returned = Value(each, factory, project)
        if not returned.is_object or returned.has_unknown_entries:
            return False
        keys |= {key for key, one in returned.entries.items() if one.site is function.site}
    calls = project.calls_of(factory)
    return bool(keys) and bool(calls) and all(_leaves_out(call, keys) for call in calls)


def _leaves_out(call: CallSite, keys: set[str]) -> bool:
    """Whether what a call gives is only asked for other members than these."""
    if call.use == "member":
        return bool(call.path) and call.path[0] not in keys
    bound = [each for each in call.body.declared() if each.initial is call.expr]
    exported = {each.local for each in call.outline.exports.values() if each.module is None}
    for binding in bound:
        if binding.path:
            if binding.path[0] in keys:
                return False
            continue
        used = call.outline.references_to(binding)
        if binding.name in exported or not all(
            each.path and each.path[0] not in keys for each in used
        ):
            return False
    return bool(bound)


def _is_dropped(function: Function) -> bool:
    """Whether a function made inside another one has a name there that nothing reads."""
    site = function.site
    target = site.into
    if function.language == "python" or function.symbol is None or target is None:
        return False
    binding = site.body.own(function.symbol, site.start)
    return (
        binding is not None
        and binding.start == target.start
        and is_client(function.client, function.links)
        and not site.outline.references_to(binding)
    )


def common_js_name(function: Function) -> str | None:
    """The name of `exports.name = create(…)`, when the file says it nowhere else."""
    assignment = function.site.expr.around
    if assignment is None or assignment.kind != "assignment" or assignment.around is not None:
        return None
    name = next(iter(exported_where_made(function)), None)
    if name is None or name == "default":
        return name
    table = function.outline.references
    said = [each for each in table.get("exports", ()) if each.path[:1] == (name,)]
    said += [each for each in table.get("module", ()) if each.path[:2] == ("exports", name)]
    return name if len(said) == 1 else None
