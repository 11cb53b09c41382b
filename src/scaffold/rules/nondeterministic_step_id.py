"""Build step ids from event data, step results and loop indices only.

Inngest finds the saved result of a step by its id. An id with the time or a random part is new on
every replay, so the step is never found and runs again.
SDK v3: the function loops without end.
SDK v4: the step runs again after each resume; in parallel the run stalls, then fails with
`Could not find step`.
Python looks a step up by its id in the same way. So it is with what was loaded outside of steps.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_reference
from scaffold.code.links import settle
from scaffold.code.outline import CallSite, Outline
from scaffold.code.spans import Spanned, holds
from scaffold.inngest.effects.fresh import fresh_calls
from scaffold.inngest.effects.harmless import gives_back
from scaffold.inngest.effects.outside_steps import effects
from scaffold.inngest.facts import Call, Function, Step
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const jobs = inngest.createFunction(
          { id: "jobs", triggers: [{ event: "job/added" }] },
          async ({ event, step }) => {
            await step.run(`job-${crypto.randomUUID()}`, () => work(event.data)); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const jobs = inngest.createFunction(
          { id: "jobs", triggers: [{ event: "job/added" }] },
          async ({ event, step }) => {
            for (const [index, job] of event.data.jobs.entries()) {
              await step.run(`job-${index}`, () => work(job));
            }
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import time
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="jobs", trigger=inngest.TriggerEvent(event="job/added")
        )
        async def jobs(ctx: inngest.Context) -> None:
            now = time.time()
            await ctx.step.run(f"job-{now}", work)  # error
        """,
        valid="""
        import time
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="jobs", trigger=inngest.TriggerEvent(event="job/added")
        )
        async def jobs(ctx: inngest.Context) -> None:
            now = await ctx.step.run("now", time.time)
            await ctx.step.run(f"job-{now}", work)
            for job in ctx.event.data["jobs"]:
                await ctx.step.run(f"job-{job}", work)
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose id changes on every replay."""
    fresh = list(fresh_calls(function))
    loaded: list[Call] | None = None
    for step in function.steps:
        source = _source(step, fresh, function)
        if source is not None:
            yield report(
                step,
                f"the id of this step holds `{source.spelled}()`, which differs on every replay",
                "build the id from event data, a step's result or a loop index",
            )
        elif step.id is not None and any(True for _ in step.site.outline.references_in(step.id)):
            if loaded is None:
                loaded = [each.call for each in effects(function, function.calls)]
            source = _source(step, loaded, function)
            if source is not None:
                yield report(
                    step,
                    f"the id of this step holds what `{source.spelled}` gives outside of steps: "
                    "another answer on a replay makes another step of it",
                    "load that in a step, or build the id from event data or a loop index",
                )


def _source(step: Step, fresh: list[Call], function: Function) -> Call | None:
    """The call that makes an id differ: written in it, or behind a variable used in it."""
    if step.id is None:
        return None
    level = len(step.call.chain)
    near = [call for call in fresh if call.chain[:level] == step.call.chain]
    places: list[tuple[Outline, Spanned]] = [(step.site.outline, step.id)]
    kept = [each.site for each in function.steps]
    seen: set[tuple[int, int, int]] = set()
    while places:
        outline, place = places.pop()
        key = id(outline), place.start, place.end
        if key in seen:
            continue
        seen.add(key)
        for call in near:
            at, *helpers = (*call.chain, call.site)[level:]
            if at.outline is outline and holds(place, at) and all(map(_is_given, helpers)):
                return call
        for reference in outline.references_in(place):
            within = any(e.outline is outline and holds(e.expr, reference) for e in kept)
            if within and not holds(step.id, reference):
                continue  # what a step gave stays
            origin = settle(resolve_reference(reference, ()), function.links)
            binding = origin.binding
            if origin.kind not in ("value", "call") or binding is None:
                continue
            if binding.initial is not None and binding.kind in ("value", "given"):
                places.append((binding.outline, binding.initial))
    return None


def _is_given(site: CallSite) -> bool:
    """Whether a helper gives back what a call in it gives."""
    return gives_back(site.expr, site.body)
