"""Do not race steps: every branch is waited for, and the losers still run.

On SDK v4 `Promise.race` over steps waits for all of them: a result was ready after 0.7 s and came
after 3.1 s. On SDK v3 the first one counts, and the others still run to their end.
The documented form is `group.parallel` with `mode: "race"`; a wait with a timeout is clearer.
"""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_callee
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
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const q = inngest.createFunction({ id: "q" }, { event: "x/y" }, async ({ step }) => {
          await Promise.race([step.run("a", () => a()), step.sleep("limit", "5m")]); // error
          await Promise.any([step.run("b", () => b()), step.run("c", () => c())]); // error
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const q = inngest.createFunction(
          { id: "q", triggers: [{ event: "x/y" }] },
          async ({ step, group }) => {
            await step.run("first", () => Promise.race([fetchA(), fetchB()]));
            await group.parallel({ mode: "race" }, async () =>
              Promise.race([step.run("a", () => a()), step.run("b", () => b())]),
            );
          },
        );
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const q = inngest.createFunction({ id: "q" }, { event: "x/y" }, async ({ step }) => {
          const done = step
            .waitForEvent("done", { event: "x/done", timeout: "1h", match: "data.id" })
            .then((found) => ({ found }));
          const failed = step
            .waitForEvent("failed", { event: "x/failed", timeout: "1h", match: "data.id" })
            .then((found) => ({ failed: found }))
            .catch(() => null);
          await Promise.race([done, failed]); // error
          await Promise.race([ // error
            step.run("work", () => work()).then((value) => ({ value })),
            step.sleep("limit", "1h").finally(() => stop()),
          ]);
          await Promise.race(["x", "y"].map((key) => step.run(key, () => work(key)))); // error
          await Promise.any([...keys.map(async (key) => { // error
            return await step.run(key, () => work(key));
          })]);
          const all = keys.map((key) => step.run(key, () => work(key)).then(String));
          await Promise.race(all); // error
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const q = inngest.createFunction(
          { id: "q", triggers: [{ event: "x/y" }] },
          async ({ step, group }) => {
            const one = await step.run("one", () => f()).then(String);
            const two = await step.run("two", () => g());
            await step.run("three", () => Promise.race([h(one), h(two)]));
            await step.run("four", () => Promise.race(keys.map((key) => h(key).then(String))));
            await Promise.all(keys.map((key) => step.run(key, () => h(key)).then(String)));
            const all = await Promise.all(keys.map((key) => step.run(key, () => h(key))));
            const first = await Promise.race([one, two]);
            const any = await Promise.race(all);
            await group.parallel({ mode: "race" }, () =>
              Promise.race([step.run("a", () => a()).then(String), step.run("b", () => b())]),
            );
            return [first, any];
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
    races: dict[int, CallSite] = {}
    for step in function.steps:
        race = _race(step.site)
        if race is not None and not _in_group(race, function):
            races[race.node.id] = race
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
    if site.target is not None:
        binding = site.body.lookup(site.outline.text(site.target))
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
