"""Find the Inngest functions of a file, in every shape the SDKs have had."""

from collections.abc import Iterator

from scaffold.code.attributes import Attributes, of_declared, of_made
from scaffold.code.bindings import Origin, resolve, resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee, settle, value_of
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value, argument
from scaffold.inngest.clients import is_client
from scaffold.inngest.event_names import event_name
from scaffold.inngest.facts import Follow, Function, Trigger
from scaffold.inngest.sdk_names import sdk_export
from scaffold.inngest.sdk_surface import FUNCTION_MAKERS
from scaffold.syntax.regexes import regex

_CREATE = frozenset(
    {"createFunction", "create_function", "createStepFunction", "createScheduledFunction"}
)
_ENDPOINT = "endpoint"
_CREATE_SIGN = regex(
    rb"\b(?:" + "|".join(_CREATE | FUNCTION_MAKERS).encode() + rb")\b|\.\s*endpoint\s*\("
)


def find_functions(outline: Outline, links: Links, follow: Follow) -> Iterator[Function]:
    """Yield the Inngest functions that a file defines, in order; `follow` is for each of them."""
    find = _python if outline.language == "python" else _typescript
    others = _named_otherwise(outline)
    for site in outline.sites_at(_CREATE_SIGN):
        name = site.method
        if name == _ENDPOINT:
            made = _endpoint(site, links, follow)
        elif name in _CREATE or (not name and (site.root in others or _renamed(site))):
            made = find(site, links, follow)
        elif outline.language != "python":
            made = _companion(site, links, follow)
        else:
            made = None
        if made is not None:
            yield made


def _named_otherwise(outline: Outline) -> set[str]:
    """`define = client.create_function if client else skip`: the names of what is such a method."""
    values = (each for each in outline.module.bindings.values() if each.kind == "value")
    return {
        each.name for each in values if each.initial and any(map(_creates, each.initial.choices))
    }


def _creates(expr: Expr) -> bool:
    return expr.kind == "member" and expr.name in _CREATE


def _renamed(site: CallSite) -> bool:
    """`const { createFunction } = inngest; createFunction(…)`."""
    if site.root not in _CREATE:
        return False
    origin = resolve_callee(site)
    # `import { createFunction } from "inngest"`, before v1.
    found = sdk_export(origin)
    return origin.attrs[-1:] == (site.root,) or (
        found is not None and found.module.part == "client" and found.path[:1] == (site.root,)
    )


def _client(site: CallSite, links: Links) -> Origin:
    origin = resolve_callee(site)
    chosen = origin.expr.choices if origin.kind == "value" and origin.expr is not None else ()
    for each in filter(_creates, chosen):
        origin = value_of(origin.body or site.body, each, links)
    return settle(origin.at(origin.attrs[:-1]), links)


def _typescript(site: CallSite, links: Links, follow: Follow) -> Function | None:
    values = [Value(each, site.body, links) for each in site.args]
    if len(values) < 2 or any(node.type == "spread_element" for node in site.arguments):
        return None
    client = _client(site, links)
    handler, wrapped = _handler(values[-1])
    config = values[0] if values[0].is_object else None
    id_value = config.entry("id") if config is not None else None
    if not is_client(client, links) and not (
        (id_value or values[0].string) and (handler or wrapped)
    ):
        return None
    if config is None and values[0].string is not None:
        shape, id_value = "v0", values[0]
    else:
        shape = "v4" if len(values) == 2 else "v3"
    given, failure = values[1] if len(values) >= 3 else None, None
    if config is not None:
        given = given or config.entry("triggers", "trigger")
        failure = config.entry("onFailure")
    return Function(
        site, shape, client, links, follow, symbol=_symbol(site), id_value=id_value,
        config=config, triggers=_triggers(given), handler=handler,
        failure_handler=_handler(failure)[0] if failure else None,
    )  # fmt: skip


def _companion(site: CallSite, links: Links, follow: Follow) -> Function | None:
    """`createDefer(client, { id }, handler)`: other functions start it, with `defer`."""
    found = sdk_export(callee(site, links))
    made_by = found is not None and found.module.part == "experimental" and found.path[-1:]
    if not made_by or made_by[0] not in FUNCTION_MAKERS or len(site.arguments) != 3:
        return None
    client, config, handler = (Value(each, site.body, links) for each in site.args)
    return Function(
        site, "companion", client.origin, links, follow, symbol=_symbol(site),
        id_value=config.entry("id") if config.is_object else None,
        config=config if config.is_object else None, handler=_handler(handler)[0],
    )  # fmt: skip


def _endpoint(site: CallSite, links: Links, follow: Follow) -> Function | None:
    """`inngest.endpoint(async (request) => …)`: a route whose steps are kept as a run's are."""
    client = _client(site, links)
    if len(site.arguments) != 1 or not is_client(client, links):
        return None
    handler = Value(site.args[0], site.body, links).function
    return Function(site, "endpoint", client, links, follow, symbol=_symbol(site), handler=handler)


def _python(site: CallSite, links: Links, follow: Follow) -> Function | None:
    client = _client(site, links)
    if "fn_id" not in site.keywords and not is_client(client, links):
        return None
    handler: Body | None = None
    symbol: str | None = None
    for body in site.outline.bodies:
        if any(site.outline.site(each) is site for each in body.decorated_with):
            handler, symbol = body, body.name
            break
    if handler is None and site.use == "receiver" and site.owner is not None:
        # create_function(…)(handler)
        given = argument(site.owner, 0, links)
        handler = _given_handler(given) if given is not None else None
        symbol = _symbol(site.owner)
    failure = argument(site, -1, links, "on_failure")
    return Function(
        site, "python", client, links, follow, symbol=symbol,
        id_value=argument(site, -1, links, "fn_id"),
        triggers=_triggers(argument(site, -1, links, "trigger")), handler=handler,
        failure_handler=failure.function if failure is not None else None,
    )  # fmt: skip


def _given_handler(value: Value) -> Body | None:
    """The function, or the method of an object of a known class: `create_function(…)(jobs.run)`."""
    if value.function is not None:
        return value.function
    found = Attributes(value.links).behind(value.origin)
    method = of_made(found, value.links) or of_declared(found, value.links)
    return method.target if method is not None else None


def _handler(value: Value) -> tuple[Body | None, bool]:
    """The handler: written there, named, or given to a wrapper; and whether it may be one."""
    if value.function is not None:
        return value.function, True
    site = value.site
    if site is None:
        return None, value.origin.kind in ("import", "param")
    if site.attrs[-1:] == ("bind",) and site.root is not None:  # `this.onEvent.bind(this)`
        bound = settle(resolve(site.body, site.root, site.attrs[:-1], at=site.start), value.links)
        if bound.function is not None:
            return bound.function, True
    for each in site.args:
        inner = Value(each, site.body, value.links)
        if inner.function is not None:
            return inner.function, True
        if inner.is_object:
            for entry in inner.entries.values():
                if entry.function is not None and entry.function.parameters:
                    return entry.function, True
    made_by = callee(site, value.links)
    if made_by.kind == "function" and made_by.target is not None:
        for returned in made_by.target.returned:
            inner_body = made_by.target.outline.body(returned)
            if inner_body is not None:
                return inner_body, True
    return None, True


def _symbol(site: CallSite) -> str | None:
    target = site.into
    if site.use != "assigned" or target is None:
        return None
    if target is site.expr:
        return "default"
    return target.text if target.kind == "name" else None


def _triggers(value: Value | None) -> tuple[Trigger, ...]:
    return tuple(map(_trigger, value.elements)) if value is not None else ()


def _trigger(value: Value) -> Trigger:
    entries = value.entries
    condition = entries.get("if") or entries.get("expression")
    for key in ("event", "cron"):
        given = entries.get(key)
        if given is not None:
            if key == "event":
                return Trigger("event", value, event=event_name(given), condition=condition)
            return Trigger("cron", value, cron=given.string)
    site = value.site
    if site is not None:
        name = callee(site, value.links).name
        first = argument(site, 0, value.links, "cron", "event")
        if name == "inngest.cron" or name.endswith(".TriggerCron"):
            return Trigger("cron", value, cron=first.string if first else None)
        if name == "inngest.invoke":
            return Trigger("invoke", value)
        if name.endswith(".TriggerEvent"):
            return Trigger("event", value, event=event_name(first) if first else None)
    named = event_name(value)
    return Trigger("event" if named is not None else "unknown", value, event=named)
