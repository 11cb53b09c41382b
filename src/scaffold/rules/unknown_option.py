"""Give clients, functions and `serve()` the options that the SDK knows.

What SDK v3 and v4 do not know is ignored without a word: with `maxRetries: 0` a function has four
retries, so has one with `retries: 0` in its trigger; with `function: [a]` nothing is served.
In Python an unknown keyword of a client or a function raises a `TypeError` while the module loads,
and one of `Batch`, `RateLimit`, `TriggerEvent` and their like is ignored.
An event key that is given the signing key, or the other way round, is refused by the server.
"""

import re
from collections.abc import Container, Iterator, Mapping

from scaffold.code.links import NoLinks, callee
from scaffold.code.outline import CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_names import serving_adapter
from scaffold.names import nearest
from scaffold.rules._payloads import key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { Inngest } from "inngest";
        import { serve } from "inngest/next";
        const inngest = new Inngest({ id: "shop", eventkey: process.env.KEY }); // error
        const options = { id: "charge", maxRetries: 10 }; // error
        const charge = inngest.createFunction(
          { ...options, triggers: [{ event: "order/placed" }] },
          async ({ step }) => step.run("charge", () => charge()),
        );
        export const { GET, POST, PUT } = serve({
          client: inngest,
          function: [charge], // error
        });
        """,
        valid="""
        import { Inngest } from "inngest";
        import { serve } from "inngest/next";
        const inngest = new Inngest({ id: "shop", eventKey: process.env.KEY });
        const options = { id: "charge", retries: 10 };
        const charge = inngest.createFunction(
          { ...options, triggers: [{ event: "order/placed" }] },
          async ({ step }) => step.run("charge", () => charge()),
        );
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [charge] });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        inngest_client = inngest.Inngest(app_id="shop", is_dev=True)  # error

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed", if_exp="event.data.ok"),  # error
            max_retries=10,  # error
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
        valid="""
        import inngest
        inngest_client = inngest.Inngest(app_id="shop", is_production=False)

        @inngest_client.create_function(
            fn_id="charge",
            trigger=inngest.TriggerEvent(event="order/placed", expression="event.data.ok"),
            retries=10,
        )
        async def charge(ctx: inngest.Context) -> None:
            await ctx.step.run("charge", charge_card)
        """,
    ),
]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Of SDK v3 and v4 together: what only one of them reads is `sdk-mismatch`.
_CLIENT = _names(
    "id eventKey signingKey signingKeyFallback baseUrl fetch env isDev appVersion logger logLevel"
    " internalLogger middleware checkpointing experimentalCheckpointing optimizeParallelism"
    " endpointAdapter aiMetadata sessionPropagation schemas"
)
_SERVE = _names(
    "client functions serveOrigin serveHost servePath streaming enableUnauthedSync id baseUrl"
    " fetch logLevel signingKey signingKeyFallback options landingPage"
)
_FUNCTION = _names(
    "id name description trigger triggers concurrency batchEvents idempotency rateLimit throttle"
    " debounce priority timeouts singleton cancelOn retries onFailure middleware checkpointing"
    " experimentalCheckpointing optimizeParallelism fns"
)
_TRIGGER = _names("event cron if jitter schema")
# `createDefer` and `createScorer`: no event triggers what they make.
_COMPANION = _FUNCTION - _names("trigger triggers onFailure batchEvents fns") | {"schema"}
_INNER = {
    "concurrency": _names("limit key scope fn step"),
    "batchEvents": _names("maxSize timeout key if"),
    "rateLimit": _names("limit period key"),
    "throttle": _names("limit period key burst"),
    "debounce": _names("period key timeout"),
    "priority": _names("run"),
    "timeouts": _names("start finish"),
    "singleton": _names("mode key"),
    "cancelOn": _names("event if match timeout"),
}
_PYTHON_CLIENT = _names(
    "api_base_url app_id app_version env event_api_base_url event_key is_production logger"
    " middleware request_timeout serializer signing_key signing_key_fallback"
)
_PYTHON_FUNCTION = _names(
    "batch_events cancel concurrency debounce fn_id idempotency middleware name on_failure"
    " output_type priority rate_limit retries throttle timeouts singleton trigger"
)
_PYTHON_INNER = {
    "inngest.Batch": _names("max_size timeout key if_exp"),
    "inngest.Cancel": _names("event if_exp timeout"),
    "inngest.Concurrency": _names("limit key scope"),
    "inngest.Debounce": _names("period key timeout"),
    "inngest.RateLimit": _names("limit period key"),
    "inngest.Throttle": _names("limit period key burst"),
    "inngest.Priority": _names("run"),
    "inngest.Singleton": _names("mode key"),
    "inngest.Timeouts": _names("start finish"),
    "inngest.TriggerEvent": _names("event expression"),
    "inngest.TriggerCron": _names("cron jitter"),
}
# The variable of each key, and the one that it is taken for.
_OF_EVENTS, _OF_SIGNING = "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"
_KEYS = {
    **dict.fromkeys(("eventKey", "event_key"), (_OF_EVENTS, _OF_SIGNING)),
    **dict.fromkeys(("signingKey", "signing_key"), (_OF_SIGNING, _OF_EVENTS)),
}
# What people write who mean another option, where spelling does not tell.
_MEANT = {
    "appId": "id", "name": "id", "key": "eventKey", "apiKey": "eventKey", "dev": "isDev",
    "development": "isDev", "function": "functions", "fns": "functions", "handlers": "functions",
    "inngest": "client", "path": "servePath",
    "maxRetries": "retries", "maxAttempts": "retries", "attempts": "retries", "retry": "retries",
    "max_retries": "retries", "onError": "onFailure", "on_error": "on_failure",
    "cancel": "cancelOn", "cancel_on": "cancel", "batch": "batchEvents", "batching": "batchEvents",
    "event": "triggers", "cron": "triggers", "timeout": "timeouts", "condition": "if",
    "expression": "if", "expr": "if", "size": "maxSize", "window": "period", "interval": "period",
    "is_dev": "is_production", "id": "fn_id", "triggers": "trigger", "if_exp": "expression",
}  # fmt: skip
# What resembles an option and is something else: where the app is, `serve()` is told.
_NOT_MEANT = frozenset({"sdkBaseUrl", "appBaseUrl", "appUrl", "serveUrl"})
_CREATES = regex(
    rb"\b(?:Batch|Cancel|Concurrency|Debounce|RateLimit|Throttle|Priority|Singleton|Timeouts"
    rb"|TriggerEvent|TriggerCron)\b"
)


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each option that nothing reads."""
    if file.language == "python":
        yield from _python(file)
        return
    for site in file.clients:
        options = argument(site, 0, file.links)
        if options is not None and options.entry("id") is not None:  # before v3 it had a name
            yield from _unknown(options, _CLIENT, "a client")
            for name in _KEYS:
                yield from _mixed_up(name, options.entry(name))
    if file.adapters:
        for site in file.sites:
            # Before v3 `serve` had its options in the third place.
            if len(site.arguments) == 1 and serving_adapter(site, file.links) is not None:
                served = argument(site, 0, file.links)
                yield from _unknown(served, _SERVE, "`serve()`")
                yield from _mixed_up("signingKey", served and served.entry("signingKey"))
    for function in file.functions:
        yield from _of_function(function)


def _of_function(function: Function) -> Iterator[Diagnostic]:
    if function.shape == "v0" or function.config is None or function.id_value is None:
        return
    label = function.label
    known = _COMPANION if function.shape == "companion" else _FUNCTION
    yield from _unknown(function.config, known, "a function", label)
    for trigger in function.triggers:
        yield from _unknown(trigger.value, _TRIGGER, "a trigger", label, *known)
    for name, inner in _INNER.items():
        option = function.config.entry(name)
        for each in option.elements if option is not None else ():
            yield from _unknown(each, inner, f"`{name}`", label)


def _unknown(
    options: Value | None, known: frozenset[str], what: str, function: str = "", *outer: str
) -> Iterator[Diagnostic]:
    """Yield what options have that is not known; those of `outer` belong around them."""
    if options is None or not options.is_object:
        return
    computed = {each.value for each in options.resolved.expr.entries if each.computed is not None}
    given = options.possible_entries
    for name, value in given.items():
        if name in known or value.expr in computed:
            continue
        meant = _meant(name, known, given)
        hint = f"write `{meant}`" if meant else "take it out"
        yield report(
            key_place(value),
            f"`{name}` is no option of {what}: the SDK ignores it",
            "give it to the function, in its options" if name in outer else hint,
            function=function,
            severity="error" if meant or name in outer else "warning",
        )


def _mixed_up(name: str, key: Value | None) -> Iterator[Diagnostic]:
    """An event key that is given the signing key, or the other way round."""
    if key is None:
        return
    own, other = _KEYS[name]
    read = {part for expr in key.resolved.expr.inside() for part in (expr.name, expr.string)}
    read.update(key.origin.name.split("."))
    if other in read and own not in read:
        yield report(
            key_place(key),
            f"`{name}` is given `{other}`: the server refuses it",
            f"give it `{own}`",
        )


def _meant(name: str, known: frozenset[str], given: Container[str]) -> str | None:
    """Return the option that a name stands for, None when that one is given too."""
    plain = {re.sub(r"_", "", each).lower(): each for each in known}
    same = plain.get(re.sub(r"[_-]", "", name).lower())
    said = _MEANT.get(name)
    meant = same or (said if said in known else None)
    if meant is None and name not in _NOT_MEANT:
        meant = nearest(name, known)
    return meant if meant is None or meant not in given else None


def _python(file: FileFacts) -> Iterator[Diagnostic]:
    for site in file.clients:
        yield from _keywords(site, _PYTHON_CLIENT, "`Inngest()`", "it raises a `TypeError`")
        for name in _KEYS:
            yield from _mixed_up(name, argument(site, -1, file.links, name))
    for function in file.functions:
        yield from _keywords(
            function.site, _PYTHON_FUNCTION, "a function", "it raises a `TypeError`"
        )
    for site in file.outline.sites_at(_CREATES):
        name = callee(site, file.links).name
        known = _PYTHON_INNER.get(name)
        if known is not None:
            last = name.rpartition(".")[2]
            yield from _keywords(site, known, f"`{last}`", "the SDK ignores it")


def _keywords(site: CallSite, known: frozenset[str], what: str, so: str) -> Iterator[Diagnostic]:
    given: Mapping[str, object] = site.keywords
    for name in given:
        if name not in known:
            meant = _meant(name, known, given)
            yield report(
                key_place(Value(site.keywords[name], site.body, NoLinks())),
                f"`{name}` is no option of {what}: {so}",
                f"write `{meant}`" if meant else "take it out",
            )
