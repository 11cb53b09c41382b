"""Do not race steps: every branch is waited for, and the losers still run.

On SDK v4 `Promise.race` over steps waits for all of them: a result was ready after 0.7 s and came
after 3.1 s. On SDK v3 the first one counts, and the others still run to their end.
The documented form is `group.parallel` with `mode: "race"`; a wait with a timeout is clearer.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.outline import CallSite
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const quote = inngest.createFunction(
          { id: "quote", triggers: [{ event: "quote/asked" }] },
          async ({ step }) => {
            const offers = [step.run("ask-a", () => a()), step.run("ask-b", () => b())];
            return Promise.race(offers); // error
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const quote = inngest.createFunction(
          { id: "quote", triggers: [{ event: "quote/asked" }] },
          async ({ step }) => {
            const [a, b] = await Promise.all([
              step.run("ask-a", () => askA()),
              step.run("ask-b", () => askB()),
            ]);
            return a.price < b.price ? a : b;
          },
        );
        """,
    ),
]
_CHAINED = frozenset({"then", "catch", "finally"})
_MAPPERS = frozenset({"map", "flatMap"})
_RACES = frozenset({"Promise.race", "Promise.any"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each race that steps run in."""
    races: dict[Expr, CallSite] = {}
    for step in function.steps:
        race = _race(step.call.given_by)
        if race is not None and not _in_group(race, function):
            races[race.expr] = race
    for race in races.values():
        yield report(
            race,
            "every step of a race runs to its end, and SDK v4 waits for all of them",
            'use `Promise.all`, or `group.parallel({ mode: "race" }, …)`',
        )


def _race(step: CallSite) -> CallSite | None:
    """The race that the promise of a step runs in, through chains, `map` and a variable."""
    site = _end_of_chain(step)
    mapper = site.body.owner
    if site.use == "returned" and mapper is not None and mapper.attrs[-1:]:
        if mapper.attrs[-1] not in _MAPPERS:
            return None
        site = _end_of_chain(mapper)
    if site.awaited:
        return None
    owners = [site.owner] if site.use in ("argument", "element") else []
    if site.into is not None:
        binding = site.outline.binding(site.into)
        if binding is not None:
            owners += [
                each.owner
                for each in site.outline.references_to(binding)
                if each.use in ("argument", "element")
            ]
    return next((one for one in owners if one and resolve_callee(one).name in _RACES), None)


def _end_of_chain(site: CallSite) -> CallSite:
    """`step.run(…).then(…)`: the last call of the chain holds the step's promise."""
    while site.use == "receiver" and not site.awaited:
        last = site.owner
        if last is None or last.attrs[-1:] == () or last.attrs[-1] not in _CHAINED:
            break
        site = last
    return site


def _in_group(race: CallSite, function: Function) -> bool:
    groups = {call.site for call in function.everything if call.tool == ("group", "parallel")}
    return race.body.owner in groups
