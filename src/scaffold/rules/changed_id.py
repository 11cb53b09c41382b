"""Keep function, step and app IDs as they are once they were deployed.

A run in flight finds its code by these IDs. Under another function or app ID it fails with
`Function "…" was not found in this app`; under another step ID the step runs again. Seen on SDK v3
and v4 with the Dev Server. To show another name, set `name`.
A function that moved to another file, under another name, is known by its trigger and by what it
does. This rule compares with an earlier commit: it speaks only with `--since`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from scaffold.code.outline import CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
# How much two functions must do alike to be one, where the place and the ID are others.
_ALIKE = 0.5
# Files below `@base/` are those of the earlier commit.
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: @base/receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => {
            await step.run("send", () => send());
          },
        );
        // file: receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "send-receipt", triggers: [{ event: "order/paid" }] }, // error
          async ({ step }) => {
            await step.run("send-mail", () => send()); // error
          },
        );
        """,
        valid="""
        // file: @base/receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => {
            await step.run("send", () => send());
          },
        );
        // file: receipt.ts
        import { inngest } from "./client";
        export const receipt = inngest.createFunction(
          { id: "receipt", name: "Send receipt", triggers: [{ event: "order/paid" }] },
          async ({ step }) => {
            await step.run("send", () => send());
            await step.run("archive", () => archive());
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: @base/app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop-api")  # error
        """,
        valid="""
        # file: @base/app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop", is_production=settings.production)
        """,
    ),
]


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each ID that differs from the earlier commit."""
    if project.base is None:
        return
    yield from _apps(project, project.base)
    still = {one.id for one in project.functions}
    for function, old in _pairs(project.functions, project.base.functions):
        if old.id and function.id and old.id != function.id and old.id not in still:
            yield report(
                function,
                f"the function ID was `{old.id}`: runs in flight under it fail after the deploy",
                f"keep `{old.id}` and set `name` to show another one",
            )
        yield from _steps(function, old)


def _pairs(
    now: Sequence[Function], before: Sequence[Function]
) -> Iterator[tuple[Function, Function]]:
    """Yield each function with what it was: by its place, by its ID, or else by what it does."""
    by_place = {(one.path, one.symbol): one for one in before if one.symbol}
    by_id = {one.id: one for one in before if one.id}
    new, gone = [], {id(one): one for one in before}
    for function in now:
        old = by_place.get((function.path, function.symbol or "")) or by_id.get(function.id or "")
        if old is None:
            new.append(function)
        else:
            gone.pop(id(old), None)
            yield function, old
    still = {one.id for one in now}
    lost = [one for one in gone.values() if one.id not in still]
    found = [(function, other) for function in new if (other := _moved(function, lost))]
    for function, old in found:
        if sum(other is old for _, other in found) == 1:
            yield function, old


def _moved(function: Function, lost: Sequence[Function]) -> Function | None:
    """The one function that is gone and that does the same under the same trigger."""
    triggers, traits = _triggers(function), _traits(function)
    alike = [
        old
        for old in lost
        if triggers & _triggers(old) and _likeness(traits, _traits(old)) >= _ALIKE
    ]
    return alike[0] if len(alike) == 1 else None


def _triggers(function: Function) -> set[str]:
    return {name for each in function.triggers if (name := each.event or each.cron)}


def _traits(function: Function) -> Counter[str]:
    """What a function does, whatever its variables are called: its steps, and what they call."""
    steps = Counter(f"{step.kind} {step.id_text}" for step in function.steps)
    return steps + Counter(call.name for call in function.everything if call.name and not call.tool)


def _likeness(traits: Counter[str], others: Counter[str]) -> float:
    """How much of what two do is the same, from 0 to 1."""
    return 2 * (traits & others).total() / ((traits + others).total() or 1)


def _apps(project: Codebase, base: Codebase) -> Iterator[Diagnostic]:
    before = {site.outline.path: _app_id(site, base) for site in base.clients}
    only = next(iter(before.values())) if len(base.clients) == len(project.clients) == 1 else None
    for site in project.clients:
        old = before.get(site.outline.path) or only
        new = _app_id(site, project)
        if old is not None and new is not None and old.string and new.string:
            if old.string == new.string:
                continue
            yield report(
                new,
                f"the app ID was `{old.string}`: all runs in flight fail, and the old app stays",
                f"keep `{old.string}`",
            )


def _app_id(site: CallSite, project: Codebase) -> Value | None:
    options = argument(site, 0, project)
    if options is not None and options.is_object:
        return options.entry("id")
    return argument(site, -1, project, "app_id")


def _steps(function: Function, old: Function) -> Iterator[Diagnostic]:
    """A step that stands in the place of one that is gone was renamed; others are new."""
    before, now = _named(old), _named(function)
    gone = [name for name in before if name not in now]
    for name, step in now.items():
        if name in before:
            continue
        place = list(now).index(name)
        renamed = next(
            (
                other
                for other in gone
                if list(before).index(other) == place and before[other].kind == step.kind
            ),
            None,
        )
        if renamed is not None:
            yield report(
                step,
                f"the step ID was `{renamed}`: in a run in flight the step runs again",
                f"keep `{renamed}` while runs may be in flight",
            )


def _named(function: Function) -> dict[str, Step]:
    return {step.id.string: step for step in function.steps if step.id and step.id.string}
