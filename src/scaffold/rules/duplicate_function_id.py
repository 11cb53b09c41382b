"""Give each function of an app an ID of its own.

SDK v3 and v4: `serve()` throws `Duplicate function ID` while the route loads, so the build fails
and no function of the app runs. Python says nothing: the functions go into a dict by ID, the last
one wins and the others never run. A function with an `onFailure` takes `<id>-failure` too.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, CallSite
from scaffold.code.spans import Span
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.registry.edit import Entry, Registry
from scaffold.inngest.serving import serving
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { Inngest } from "inngest";
        import { serve } from "inngest/next";
        const inngest = new Inngest({ id: "shop" });
        const charge = inngest.createFunction(
          { id: "charge-card", triggers: [{ event: "order/placed" }] },
          async ({ step }) => step.run("charge", () => charge()),
        );
        const refund = inngest.createFunction(
          { id: "charge-card", triggers: [{ event: "order/refunded" }] }, // error
          async ({ step }) => step.run("refund", () => refund()),
        );
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [charge, refund] });
        """,
        valid="""
        import { Inngest } from "inngest";
        import { serve } from "inngest/next";
        const inngest = new Inngest({ id: "shop" });
        const charge = inngest.createFunction(
          { id: "charge-card", triggers: [{ event: "order/placed" }] },
          async ({ step }) => step.run("charge", () => charge()),
        );
        const refund = inngest.createFunction(
          { id: "refund-card", triggers: [{ event: "order/refunded" }] },
          async ({ step }) => step.run("refund", () => refund()),
        );
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [charge, refund] });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        import inngest.fast_api
        bus = inngest.Inngest(app_id="shop")

        @bus.create_function(fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed"))
        async def charge(ctx: inngest.Context) -> None: ...

        @bus.create_function(
            fn_id="charge",  # error
            trigger=inngest.TriggerEvent(event="order/refunded"),
        )
        async def refund(ctx: inngest.Context) -> None: ...

        inngest.fast_api.serve(app, bus, [charge, refund])
        """,
        valid="""
        import inngest
        import inngest.fast_api
        bus = inngest.Inngest(app_id="shop")

        @bus.create_function(fn_id="charge", trigger=inngest.TriggerEvent(event="order/placed"))
        async def charge(ctx: inngest.Context) -> None: ...

        @bus.create_function(
            fn_id="refund",
            trigger=inngest.TriggerEvent(event="order/refunded"),
        )
        async def refund(ctx: inngest.Context) -> None: ...

        inngest.fast_api.serve(app, bus, [charge, refund])
        """,
    ),
]
App = tuple[str, object]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each function whose ID another function of its app has."""
    apps: dict[App, list[Function]] = {}
    for function in project.functions:
        if function.factory is None and not _is_one_branch(function):
            app = _app(function, project)
            if app is not None:
                apps.setdefault(app, []).append(function)
    for functions in apps.values():
        taken: dict[str, tuple[Function, bool]] = {}
        for function in functions:
            if function.id is not None:
                taken.setdefault(function.id, (function, False))
        for function in functions:
            if function.id is not None and function.option("onFailure", "on_failure") is not None:
                taken.setdefault(f"{function.id}-failure", (function, True))
                other, _ = taken[f"{function.id}-failure"]
                if other is not function:
                    yield _duplicate(other, function, True)
        for function in functions:
            first = taken[function.id][0] if function.id is not None else function
            if first is not function:
                yield _duplicate(function, first, False)
    for registry in project.registries:
        yield from _listed_twice(registry, project)


def _app(function: Function, project: Codebase) -> App | None:
    """Which app a function is served in, None when it is in none that can be told."""
    registry = serving(project).registry(function)
    if registry is not None:
        return "registry", id(registry)
    same = [
        each
        for each in project.registries
        if each.serve_path.endswith(".py") == function.path.endswith(".py")
    ]
    site = function.client.site
    if same and not (len(same) == 1 and same[0].dynamic):
        return None
    if same:
        # What computes the array may leave one of the two out; in one file that is unlikely.
        return "file", function.path
    if site is None:
        return None if same else ("package", project.packages.folder(function.path))
    return "client", site


def _is_one_branch(function: Function) -> bool:
    """Whether a function is made in one of several branches, of which one is taken."""
    place: CallSite | Body = function.site
    body: Body | None = function.site.body
    while body is not None:
        expr: Expr | None = place.expr
        while expr is not None:
            if expr.kind == "choice" and not expr.operator:  # `a ? b : c`
                return True
            expr = expr.around
        statement = body.statement_at(place)
        if statement is not None and any(each.role != "body" for each in statement.around()):
            return True
        place, body = body, body.parent
    return False


def _duplicate(function: Function, first: Function, is_failure: bool) -> Diagnostic:
    place = f"`{first.path}:{first.site.line}`"
    if is_failure:
        whose = f"the failure handler of `{first.id}` at {place} has it"
    else:
        whose = f"the function at {place} has it"
    if function.language == "python":
        harm = "the last one wins silently and the other never runs"
    else:
        harm = "`serve()` throws and no function of the app runs"
    return report(
        function,
        f"the ID `{function.id}` is taken: {whose}, so {harm}",
        "give this function another ID",
        function=function.label,
    )


def _listed_twice(registry: Registry, project: Codebase) -> Iterator[Diagnostic]:
    if registry.cause is not None and registry.cause.remedy == "array":
        return
    seen: dict[tuple[str, str], Entry] = {}
    told: set[tuple[str, str]] = set()
    for entry in registry.entries:
        if entry.module is None or entry.name is None or entry.name == "*":
            continue
        key = (entry.module, entry.name)
        facts = project.facts(entry.path)
        if key not in seen or facts is None:
            seen[key] = entry
            continue
        function = _function(key, project) if facts.language != "python" else None
        if function is None:
            continue
        if entry.offset < 0:
            if seen[key].offset < 0:
                if key not in told:
                    told.add(key)
                    yield _exported_twice(function, seen[key], entry)
                continue
            entry, facts = seen[key], project.facts(seen[key].path) or facts
        end = entry.offset + len(entry.text.encode())
        yield report(
            (facts.outline, Span(entry.offset, end)),
            f"`{entry.symbol or entry.text}` is registered twice, so `serve()` throws "
            "and no function of the app runs",
            "take one of the two out",
        )


def _exported_twice(function: Function, first: Entry, second: Entry) -> Diagnostic:
    """A function that a module has under two names, when all that it exports is registered."""
    space, _, name = first.text.rpartition(".")
    other = second.text.rpartition(".")[2]
    return report(
        function,
        f"`{space}` has this function as `{name}` and as `{other}`, and all of it is registered "
        f"in `{first.path}:{first.line}`, so `serve()` throws and no function of the app runs",
        "export it once",
        function=function.label,
    )


def _function(key: tuple[str, str], project: Codebase) -> Function | None:
    facts = project.facts(key[0])
    named = (each for each in facts.functions if each.symbol == key[1]) if facts is not None else ()
    return next(iter(named), None)
