"""Write for the SDK version that is installed.

SDK v4 takes the triggers in the options; with the three arguments of v3 `createFunction` throws
while the route loads. On v3 triggers in the options are not read. `EventSchemas`, `schemas`,
`InngestMiddleware`, `signingKey` or `serveHost` in `serve()`, and a text given to `step.invoke` are
gone in v4: the app fails to load, or the option is ignored without a word. Before v3 a client or
function was known by its `name`, and a step had no ID, so `step.sleep("1d")` has no duration since,
and does not wait. Python: `import inngest` alone does not bring `inngest.fast_api`, a module
`inngest.fastapi` there is not, and each module's `serve` takes the app, the client and the
functions. Handlers are called with `ctx` and `step` before 0.5, and with `ctx` only since: the
other one raises `TypeError` in every run. An event is an `inngest.Event`: a dictionary cannot be
sent.
"""

from collections.abc import Iterator

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.packages import Sdk
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.sdk_mismatch.adapters import check_adapter
from scaffold.rules.sdk_mismatch.edits import into_options, out_of_options, to_plural
from scaffold.rules.sdk_mismatch.python import check_events, check_python
from scaffold.rules.sdk_mismatch.serving import (
    check_new_options,
    check_options,
    clients_without_id,
)
from scaffold.rules.sdk_mismatch.steps import steps_without_id

SEVERITY = "error"
READS_EVENTS = True
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0" } }
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt" }, // error
          { event: "order/paid" },
          async ({ step }) => step.run("send", () => send()),
        );
        """,
        valid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0" } }
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: requirements.txt
        inngest==0.5.19
        # file: app/main.py
        import inngest
        from fastapi import FastAPI
        app = FastAPI()
        bus = inngest.Inngest(app_id="shop")

        @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context, step: inngest.Step) -> None:  # error
            await step.run("a", work)

        @bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
        async def b(step: inngest.Step, event: dict) -> None:  # error
            await step.run("a", work, event)

        @bus.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
        async def c(context, event, *, db=None) -> None:  # error
            await context.step.run("a", work, event)

        inngest.fast_api.serve(app, bus, [a, b, c])  # error
        """,
        valid="""
        # file: requirements.txt
        inngest==0.5.19
        # file: app/main.py
        import inngest
        import inngest.fast_api
        from fastapi import FastAPI
        app = FastAPI()
        bus = inngest.Inngest(app_id="shop")

        @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("a", work)

        @bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/y"))
        async def b(ctx: inngest.Context, step: inngest.Step | None = None) -> None:
            await (step or ctx.step).run("a", work)

        @bus.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/y"))
        async def c(ctx, *args, step=None, **tools) -> None:
            await ctx.step.run("a", work)

        @bus.create_function(fn_id="d", trigger=inngest.TriggerEvent(event="x/y"))
        @with_database
        async def d(ctx, db) -> None:
            await ctx.step.run("a", work, db)

        inngest.fast_api.serve(app, bus, [a, b, c, d])
        """,
    ),
]
_GONE_IN_V4 = {
    "EventSchemas": "declare each event with `eventType()`",
    "InngestMiddleware": "extend `Middleware.BaseMiddleware`",
    "GetEvents": "type each event by its `eventType()`",
}
_NEW_IN_V4 = {
    "eventType": "declare events in `new EventSchemas()`",
    "staticSchema": "declare events in `new EventSchemas()`",
    "cron": 'write `{ cron: "…" }`',
}


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event in another SDK version's shape."""
    yield from check_events(project)


def check_file(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each other use of another SDK version's shape."""
    yield from check_adapter(file, project)
    if file.language == "python":
        yield from check_python(file, project)
        return
    sdk = project.packages.sdk(file.path)
    if sdk in ("v3", "v4"):
        yield from _imports(file, sdk)
        yield from clients_without_id(file, project)
        for function in file.functions:
            yield from _function(function, sdk)
            yield from _without_id(function)
            yield from steps_without_id(function)
    if sdk == "v4":
        yield from check_options(file, project)
    elif sdk == "v3":
        yield from check_new_options(file, project)


def _imports(file: FileFacts, sdk: Sdk) -> Iterator[Diagnostic]:
    names, what = (_GONE_IN_V4, "is not in SDK v4") if sdk == "v4" else (
        _NEW_IN_V4, "is new in SDK v4, and this is v3"
    )  # fmt: skip
    for binding in file.outline.module.bindings.values():
        if binding.kind == "import" and binding.module == "inngest" and binding.imported in names:
            yield report(binding, f"`{binding.imported}` {what}", names[binding.imported])


def _function(function: Function, sdk: Sdk) -> Iterator[Diagnostic]:
    arguments = function.site.arguments
    config = function.config
    if sdk == "v4" and function.shape == "v3" and len(arguments) == 3 and config is not None:
        yield report(
            function,
            "SDK v4 takes two arguments: with three `createFunction` throws while the route loads",
            "move the trigger into the options: `triggers: [ … ]`",
            edits=into_options(function),
        )
    if config is None or len(arguments) != 2:
        return
    single, plural = config.entries.get("trigger"), config.entries.get("triggers")
    if sdk == "v4" and single is not None and plural is None:
        yield report(
            function,
            "`trigger` is not read by SDK v4, so nothing starts this function",
            "name it `triggers`, and give it an array",
            edits=to_plural(function, single),
        )
    elif sdk == "v3" and plural is not None:
        yield report(
            function,
            "SDK v3 does not read `triggers` in the options, so nothing starts this function",
            "give the trigger as the second argument, and the handler as the third",
            edits=out_of_options(function),
        )
    if sdk == "v4":
        yield from _invokes(function)


def _without_id(function: Function) -> Iterator[Diagnostic]:
    """`createFunction({ name: "Send a receipt" }, …)`, as it was before v3."""
    config = function.config
    if function.shape not in ("v3", "v4") or config is None or config.has_unknown_entries:
        return
    if config.is_object and "id" not in config.entries and "name" in config.entries:
        yield report(
            function,
            "since SDK v3 a function is known by its `id`, and this one has none: it gets the ID "
            "of the app, and with a second one like it `serve()` throws",
            "give it an `id`; the `name` is only shown",
        )


def _invokes(function: Function) -> Iterator[Diagnostic]:
    for step in function.steps:
        options = step.call.argument(1) if step.kind == "invoke" else None
        target = options.entry("function") if options is not None else None
        if target is not None and target.string is not None:
            yield report(
                step,
                "SDK v4 does not invoke a function by its text ID: the step throws",
                "give the function, or `referenceFunction({ appId, functionId })`",
            )
