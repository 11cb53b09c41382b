"""Write for the SDK version that is installed.

SDK v4 takes the triggers in the options; with the three arguments of v3 `createFunction` throws
while the route loads. On v3 triggers in the options are not read. `EventSchemas`, `schemas`,
`InngestMiddleware`, `signingKey` or `serveHost` in `serve()`, and a text given to `step.invoke`
are gone in v4: the app fails to load, or the option is ignored without a word. Python: `import
inngest` alone does not bring `inngest.fast_api`, and handlers take `ctx` only since 0.5.
"""

import re
from collections.abc import Iterator

from scaffold.inngest.facts import FileFacts, Function
from scaffold.inngest.graph import Project
from scaffold.inngest.links import callee
from scaffold.inngest.outline import CallSite
from scaffold.inngest.sdk_versions import Sdk, python_version
from scaffold.inngest.values import Value, argument
from scaffold.rules._packages import dependencies, package_of, sdk_at
from scaffold.rules._payloads import key_node, key_place
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.edits import Edit

SEVERITY = "error"
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

        inngest.fast_api.serve(app, bus, [a])  # error
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

        inngest.fast_api.serve(app, bus, [a])
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: package.json
        { "dependencies": { "inngest": "4.2.1", "next": "16.0.0" } }
        // file: lib/inngest.ts
        import { EventSchemas, Inngest } from "inngest"; // error
        import { InngestMiddleware } from "inngest"; // error
        export const inngest = new Inngest({
          id: "shop",
          schemas: new EventSchemas().fromRecord(), // error
        });
        // file: lib/fns.ts
        import { inngest } from "./inngest";
        const h = async () => {};
        export const a = inngest.createFunction({ id: "a", trigger: { event: "x" } }, h); // error
        export const b = inngest.createFunction(
          { id: "b", triggers: [{ event: "x/y" }] },
          async ({ step }) => {
            await step.invoke("c", { function: "shop-c", data: {} }); // error
          },
        );
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/express"; // error
        import { inngest } from "../../../lib/inngest";
        export const { GET, POST, PUT } = serve({
          client: inngest,
          functions: [],
          signingKey: process.env.KEY, // error
          streaming: "allow", // error
        });
        """,
        valid="""
        // file: package.json
        { "dependencies": { "inngest": "4.2.1", "next": "16.0.0" } }
        // file: lib/inngest.ts
        import { Inngest, Middleware, eventType, referenceFunction } from "inngest";
        export const inngest = new Inngest({ id: "shop", signingKey: process.env.KEY });
        // file: lib/fns.ts
        import { inngest } from "./inngest";
        import { referenceFunction } from "inngest";
        export const a = inngest.createFunction({ id: "a" }, async () => {});
        export const b = inngest.createFunction(
          { id: "b", triggers: [{ event: "x/y" }] },
          async ({ step }) => {
            await step.invoke("c", { function: referenceFunction({ functionId: "c" }) });
          },
        );
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "../../../lib/inngest";
        const functions = [];
        export const { GET, POST, PUT } = serve({ client: inngest, functions, streaming: true });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: package.json
        { "dependencies": { "inngest": "^3.40.0" } }
        // file: src/fns.ts
        import { cron, Inngest } from "inngest"; // error
        const inngest = new Inngest({ id: "shop" });
        const h = async () => {};
        export const a = inngest.createFunction({ id: "a", triggers: [] }, h); // error
        """,
        valid="""
        // file: package.json
        { "dependencies": { "inngest": "^3.40.0" } }
        // file: src/fns.ts
        import { EventSchemas, Inngest, InngestMiddleware } from "inngest";
        const inngest = new Inngest({ id: "shop", schemas: new EventSchemas() });
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.invoke("b", { function: "shop-b" });
        });
        // file: apps/unknown/package.json
        { "dependencies": { "inngest": "workspace:*" } }
        // file: apps/unknown/fns.ts
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
        export const b = inngest.createFunction({ id: "b", triggers: [] }, async () => {});
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/main.py
        import inngest
        bus = inngest.Inngest(app_id="shop")
        inngest.flask.serve(app, bus, [])  # error
        """,
        valid="""
        # file: app/main.py
        import inngest
        from inngest import fast_api
        bus = inngest.Inngest(app_id="shop")
        inngest.fast_api.serve(app, bus, [])
        # file: app/other.py
        import inngest.flask as adapter
        adapter.serve(app, bus, [])
        @bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context, step: inngest.Step) -> None:
            await step.run("a", work)
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
_SERVE_OPTIONS = {
    "signingKey": "give it to the client",
    "baseUrl": "give it to the client",
    "fetch": "give it to the client",
    "logLevel": "give the client a `logger`",
    "serveHost": "name it `serveOrigin`",
}
_CLIENT_OPTIONS = {
    "schemas": "declare each event with `eventType()`",
    "logLevel": "give it a `logger`: `new ConsoleLogger({ level })`",
}
_APP_ROUTE = re.compile(r"(^|/)app/(.*/)?route\.[jt]sx?$")
_NOT_FETCH = frozenset({"express", "fastify", "koa", "h3", "nuxt", "nitro", "sveltekit", "astro"})
_ADAPTERS = frozenset({"fast_api", "flask", "django", "tornado", "digital_ocean"})
_PYTHON_IMPORT = re.compile(
    rb"^[ \t]*(?:import[ \t]+(?:.*,[ \t]*)?inngest\.(\w+)|from[ \t]+inngest\.(\w+)[ \t]+import"
    rb"|from[ \t]+inngest[ \t]+import[ \t]*\(?((?:[^\n#]|\n(?=[^\n]*\)))*))",
    re.MULTILINE,
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each use of another SDK version's shape."""
    loaded: set[str] | None = None
    for file in project.file_facts:
        if file.language == "python":
            if loaded is None:
                loaded = _loaded(project)
            yield from _python(file, project, loaded)
            continue
        sdk = sdk_at(project, file.path)
        if sdk in ("v3", "v4"):
            yield from _imports(file, sdk)
            for function in file.functions:
                yield from _function(function, sdk)
        if sdk == "v4":
            yield from _options(file, project)
        yield from _adapter(file, project)


# TypeScript


def _imports(file: FileFacts, sdk: Sdk) -> Iterator[Diagnostic]:
    names, what = (_GONE_IN_V4, "is not in SDK v4") if sdk == "v4" else (
        _NEW_IN_V4, "is new in SDK v4, and this is v3"
    )  # fmt: skip
    for binding in file.outline.module.bindings.values():
        if binding.kind == "import" and binding.module == "inngest" and binding.imported in names:
            yield report(
                (file.outline, binding.node),
                f"`{binding.imported}` {what}",
                names[binding.imported],
            )


def _function(function: Function, sdk: Sdk) -> Iterator[Diagnostic]:
    arguments = function.site.arguments
    config = function.config
    if sdk == "v4" and function.shape == "v3" and len(arguments) == 3 and config is not None:
        yield report(
            function,
            "SDK v4 takes two arguments: with three `createFunction` throws while the route loads",
            "move the trigger into the options: `triggers: [ … ]`",
            edits=_into_options(function),
        )
    if config is None or len(arguments) != 2:
        return
    single, plural = config.entries.get("trigger"), config.entries.get("triggers")
    if sdk == "v4" and single is not None and plural is None:
        yield report(
            function,
            "`trigger` is not read by SDK v4, so nothing starts this function",
            "name it `triggers`, and give it an array",
            edits=_to_plural(function, single),
        )
    elif sdk == "v3" and plural is not None:
        yield report(
            function,
            "SDK v3 does not read `triggers` in the options, so nothing starts this function",
            "give the trigger as the second argument, and the handler as the third",
        )
    if sdk == "v4":
        yield from _invokes(function)


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


def _into_options(function: Function) -> list[tuple[str, Edit]]:
    """The edits that move the trigger of v3 into the options of v4."""
    options, trigger, handler = function.site.arguments
    source = function.file.source
    value = Value(trigger, function.site.body, function.links)
    text = source.text(options)
    if options.type != "object" or "triggers" in text:
        return []
    parts = [child for child in options.named_children if child.type != "comment"]
    after = source.content[trigger.end_byte : handler.start_byte]
    if not parts or after.strip() != b",":
        return []
    text = source.text(trigger)
    if trigger.type not in ("object", "array", "call_expression") and not (
        value.is_object or value.is_array
    ):
        return []
    given = text if value.is_array else f"[{text}]"
    last = parts[-1]
    line = source.content.rfind(b"\n", 0, last.start_byte) + 1
    indent = source.content[line : last.start_byte].decode()
    lead = f",{source.newline}{indent}" if not indent.strip() else ", "
    return [
        (source.path, Edit(last.end_byte, last.end_byte, f"{lead}triggers: {given}".encode())),
        (source.path, Edit(trigger.start_byte, handler.start_byte, b"")),
    ]


def _to_plural(function: Function, single: Value) -> list[tuple[str, Edit]]:
    key = key_node(single)
    if key is None or single.outline is not function.file.outline:
        return []
    path = function.path
    edits = [(path, Edit(key.start_byte, key.end_byte, b"triggers"))]
    if not single.is_array:
        start, end = single.node.start_byte, single.node.end_byte
        edits += [(path, Edit(start, start, b"[")), (path, Edit(end, end, b"]"))]
    return edits


def _options(file: FileFacts, project: Project) -> Iterator[Diagnostic]:
    for site in file.clients:
        yield from _old(argument(site, 0, project), _CLIENT_OPTIONS, "a client")
    bindings = file.outline.module.bindings.values()
    serves = any(each.module.startswith("inngest/") for each in bindings)
    for site in file.sites if serves else ():
        if _adapter_of(site, project) is None:
            continue
        options = argument(site, 0, project)
        yield from _old(options, _SERVE_OPTIONS, "`serve()`")
        streaming = options.entry("streaming") if options is not None else None
        if streaming is not None and streaming.string is not None:
            yield report(
                key_place(streaming),
                f'SDK v4 does not know `streaming: "{streaming.string}"`',
                "write `streaming: true`",
            )


def _old(options: Value | None, names: dict[str, str], what: str) -> Iterator[Diagnostic]:
    for name, value in options.entries.items() if options is not None else ():
        if name in names and options is not None:
            yield report(key_place(value), f"SDK v4 does not read `{name}` of {what}", names[name])


def _adapter_of(site: CallSite, project: Project) -> str | None:
    """The adapter whose `serve` a call is: `next` of `inngest/next`."""
    last = site.attrs[-1] if site.attrs else site.root
    if last is None or not site.arguments:
        return None
    name = callee(site, project).name
    found = re.match(r"inngest/([\w-]+)\.serve$", name)
    return found[1] if found else None


def _adapter(file: FileFacts, project: Project) -> Iterator[Diagnostic]:
    for binding in file.outline.module.bindings.values():
        if binding.kind != "import" or not binding.module.startswith("inngest/"):
            continue
        if binding.imported != "serve":
            continue
        adapter = binding.module.removeprefix("inngest/").removesuffix(".js")
        wanted = None
        if _APP_ROUTE.search(file.path) and adapter in _NOT_FETCH:
            known = dependencies(project, package_of(project, file.path))
            wanted = "next" if "next" in known else None
        elif adapter == "next":
            known = dependencies(project, package_of(project, file.path))
            others = [name for name in ("express", "fastify", "koa", "hono") if name in known]
            if known and "next" not in known and len(others) == 1 and file.path:
                imported = {each.module for each in file.outline.module.bindings.values()}
                wanted = others[0] if others[0] in imported else None
        if wanted is not None:
            yield report(
                (file.outline, binding.node),
                f"`{binding.module}` does not speak to {wanted}'s requests",
                f'import `serve` from "inngest/{wanted}"',
            )


# Python


def _python(file: FileFacts, project: Project, loaded: set[str]) -> Iterator[Diagnostic]:
    for site in file.sites:
        if site.root is None or len(site.attrs) < 2 or site.attrs[0] not in _ADAPTERS:
            continue
        binding = site.body.lookup(site.root)
        if binding is None or binding.kind != "import" or binding.imported != "*":
            continue
        if binding.module.split(".")[0] == "inngest" and site.attrs[0] not in loaded:
            name = f"inngest.{site.attrs[0]}"
            yield report(
                site,
                f"`import inngest` does not bring `{name}`: this raises `AttributeError`",
                f"add `import {name}`",
            )
    for function in file.functions:
        handler = function.handler
        if handler is None or len(handler.parameters) != 2 or handler.parameters[1] != "step":
            continue
        version = re.match(r"(\d+)\.(\d+)", python_version(project.files) or "")
        if version is not None and (int(version[1]), int(version[2])) >= (0, 5):
            yield report(
                handler,
                "since 0.5 the handler gets `ctx` only, so this one fails when it is called",
                "take `ctx`, and use `ctx.step`",
                function=function.label,
            )


def _loaded(project: Project) -> set[str]:
    """The adapters that some file imports; they are attributes of `inngest` from then on."""
    found: set[str] = set()
    for path in project.candidates:
        if path.endswith(".py"):
            for match in _PYTHON_IMPORT.finditer(project.files.read(path) or b""):
                if match[3] is not None:
                    found |= set(re.findall(r"\w+", match[3].decode()))
                else:
                    found.add((match[1] or match[2]).decode())
    return found
