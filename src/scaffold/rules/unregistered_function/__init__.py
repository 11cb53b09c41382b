"""Register every function: add it to the array given to `serve()`.

A function that is in no registry does not exist for the server: its events are answered with 200,
stored, and nothing runs. There is no warning, on SDK v3, SDK v4 or Python. An entry that leads
nowhere is the other half: the route fails to load, or `serve()` throws, and no function of the
app runs. One whose entry is commented out is a warning.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.nameable import common_js_name
from scaffold.inngest.registry.edit import Registry, register
from scaffold.inngest.serving import Unserved, serving, unserved
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules.unregistered_function.dead_entries import dead_entries
from scaffold.syntax.edits import Edit

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] }, // error
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "../../../lib/inngest";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        // file: inngest/sendReceipt.ts
        import { inngest } from "../lib/inngest";
        export const sendReceipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => step.run("send", () => send()),
        );
        // file: app/api/inngest/route.ts
        import { serve } from "inngest/next";
        import { inngest } from "../../../lib/inngest";
        import { sendReceipt } from "../../../inngest/sendReceipt";
        export const { GET, POST, PUT } = serve({ client: inngest, functions: [sendReceipt] });
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/functions.py
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt",  # error
            trigger=inngest.TriggerEvent(event="order/paid"),
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        # file: app/main.py
        import inngest.fast_api
        from fastapi import FastAPI
        from app.client import inngest_client
        app = FastAPI()
        inngest.fast_api.serve(app, inngest_client, [])
        """,
        valid="""
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/functions.py
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="send-receipt",
            trigger=inngest.TriggerEvent(event="order/paid"),
        )
        async def send_receipt(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        # file: app/main.py
        import inngest.fast_api
        from fastapi import FastAPI
        from app.client import inngest_client
        from app.functions import send_receipt
        app = FastAPI()
        inngest.fast_api.serve(app, inngest_client, [send_receipt])
        """,
    ),
]
_EDITED = 20  # each edit reads the registry anew; a fix runs until nothing is left


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each function nothing serves, and each entry that leads nowhere."""
    orphans = list(unserved(project))
    taken = _taken(project) if orphans else {}
    wanted = Counter(each for orphan in orphans for each in _ids(orphan.function))
    for number, orphan in enumerate(orphans):
        # Of two that nothing serves, a person must choose the one to add.
        is_alone = all(wanted[each] == 1 for each in _ids(orphan.function))
        yield _orphan(orphan, orphans, project, taken, is_alone and number < _EDITED)
    for registry in project.registries:
        for dead in dead_entries(registry, project):
            yield report(
                dead.at,
                f"this entry leads nowhere: {dead.reason}",
                "correct the import, or take the entry out",
                edits=dead.edits,
            )


def _ids(function: Function) -> tuple[str, ...]:
    """The IDs that a function takes: its own, and the one of its failure handler."""
    if function.id is None:
        return ()
    if function.option("onFailure", "on_failure") is None:
        return (function.id,)
    return function.id, f"{function.id}-failure"


def _taken(project: Codebase) -> dict[tuple[int, str], Function]:
    """The functions that are served, by the number of their registry and each ID they take."""
    found: dict[tuple[int, str], Function] = {}
    for function in project.functions:
        registry = serving(project).registry(function) if function.id is not None else None
        for each in _ids(function) if registry is not None else ():
            found.setdefault((id(registry), each), function)
    return found


def _orphan(
    orphan: Unserved,
    orphans: list[Unserved],
    project: Codebase,
    taken: dict[tuple[int, str], Function],
    is_edited: bool,
) -> Diagnostic:
    function, registries = orphan.function, orphan.candidates
    if _is_commented_out(orphan, project):
        return report(
            function,
            f"`{function.label}` is commented out of its registry, so it never runs",
            "delete it, or put its entry back",
            function=function.label,
            severity="warning",
        )
    clashes = [_clash(function, each, taken) for each in registries]
    harm = "its events are taken and nothing runs"
    if function.shape == "companion":
        harm = "what is put off to it never runs"
    message = f"`{function.label}` is in no registry, so {harm}"
    edits: tuple[tuple[str, Edit], ...] = ()
    if not registries:
        said = (each.function.symbol or each.function.label for each in orphans)
        names = list(dict.fromkeys(said))
        message = f"no file calls `serve()`, so `{function.label}` never runs"
        listed = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        hint = f"create {_route(function, project)} that serves [{listed}]"
    elif None not in clashes:
        hint = clashes[0] or ""
    elif function.factory is not None:
        hint = f"add `{function.symbol}` to the array given to `serve()`, or delete it"
    elif _name(function) == "":
        hint = "give it a name, export it, and add it to the array given to `serve()`"
    else:
        free = [at for at, clash in zip(registries, clashes, strict=True) if clash is None]
        places = " or ".join(f"`{each.path}:{each.line}`" for each in free[:3])
        hint = f"add {_name(function)} to the array in {places}"
        if (
            is_edited
            and function.symbol
            and len(registries) == 1
            and not serving(project).is_opaque(registries[0])
        ):
            edits = tuple(_registered(function, registries[0], project))
    return report(function, message, hint, function=function.label, edits=edits)


def _is_commented_out(orphan: Unserved, project: Codebase) -> bool:
    """Whether somebody took it out of a list on purpose: `// sendReceipt, moved to Vercel Cron`."""
    name = (orphan.function.symbol or "").encode()
    entry = rb"\[[^\[\]]*?(?://|#|/\*)\s*(?:\w+\.)?" + re.escape(name) + rb"\b[^\[\]]*\]"
    paths = {orphan.function.path, *(each.path for each in orphan.candidates)}
    contents = (project.files.read(path) or b"" for path in paths)
    return bool(name) and any(re.search(entry, each) for each in contents)


def _clash(
    function: Function, registry: Registry, taken: dict[tuple[int, str], Function]
) -> str | None:
    """The hint for a function whose ID is served in a registry already."""
    name = next((each for each in _ids(function) if (id(registry), each) in taken), None)
    if name is None:
        return None
    other = taken[id(registry), name]
    whose = "the function served" if other.id == name else "the failure handler of the function"
    if function.language == "python":
        harm = "one of the two would never run"
    else:
        harm = "adding this one would stop the whole app"
    return (
        f"the ID `{name}` is taken by {whose} at `{other.path}:{other.site.line}`, so {harm}: "
        "delete it, or give it another ID first"
    )


def _name(function: Function) -> str:
    name = function.symbol or common_js_name(function) or ""
    return "its default export" if name == "default" else name and f"`{name}`"


def _route(function: Function, project: Codebase) -> str:
    if function.language == "python":
        return "a call of `inngest.fast_api.serve()`, or your framework's,"
    folders = {path.split("/api/")[0] for path in project.modules.paths if "/api/" in path}
    for folder in ("src/app", "app"):
        if folder in folders or f"{folder}/layout.tsx" in project.modules.paths:
            return f"`{folder}/api/inngest/route.ts`"
    for folder in ("src/pages", "pages"):
        if folder in folders:
            return f"`{folder}/api/inngest.ts`"
    return "a route with `serve()` of your framework, such as `app/api/inngest/route.ts`,"


def _registered(
    function: Function, registry: Registry, project: Codebase
) -> Iterator[tuple[str, Edit]]:
    """The edits that register a function, none when that is not possible."""
    exports = function.outline.exports
    local = function.symbol or ""
    default = local == "default"
    names = [each.name for each in exports.values() if each.local == local and each.module is None]
    if function.language == "typescript" and not names and function.path != registry.path:
        return
    if names and local not in names:
        default = names == ["default"]
    try:
        changed = register(project.files, registry, local, function.path, default)
    except (ScaffoldError, AssertionError):
        return
    for path, content in changed.items():
        yield from ((path, edit) for edit in _edits(project.files.read(path) or b"", content))


def _edits(before: bytes, after: bytes) -> Iterator[Edit]:
    """The difference of two contents as edits of whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(starts[i1], starts[i2], b"".join(new[j1:j2]))
