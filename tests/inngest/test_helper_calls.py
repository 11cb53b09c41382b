"""What a helper reaches is read once, and must be what reading it again would give."""

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

import pytest

from scaffold.code.outline import Body
from scaffold.inngest import call_walk
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Call
from scaffold.inngest.helper_calls import HelperCalls
from tests.support.rule_cases import rule_cases
from tests.support.sources import Sources

TYPESCRIPT = {
    "inngest/jobs.ts": """
        import { inngest } from "@/lib/inngest";
        import { bill, ledger, notify, twice } from "@/lib/billing";

        export const first = inngest.createFunction(
          { id: "first", triggers: [{ event: "a" }], onFailure: () => notify("first") },
          async ({ event, step }) => {
            await bill(event.data.id);
            await step.run("bill", () => bill(event.data.id));
            await twice(() => notify("one"));
            await ledger.write({ id: event.data.id, step });
          },
        );
        export const second = inngest.createFunction(
          { id: "second", triggers: [{ event: "b" }] },
          async ({ event, step }) => {
            await step.run("all", async () => {
              await bill(event.data.id);
              await notify("two");
            });
            await bill("b");
            await twice(() => notify("three"));
            await ledger.write({ id: "b" });
          },
        );
        """,
    "lib/billing.ts": """
        export async function notify(to: string) { await fetch(`https://mail/${to}`); }
        export async function bill(id: string, depth = 0): Promise<void> {
          await fetch(`https://bill/${id}`);
          if (depth < 3) await again(id, depth + 1);
        }
        async function again(id: string, depth: number) { await bill(id, depth); await notify(id); }
        export async function twice(work: () => Promise<void>) { await work(); await work(); }
        export const ledger = {
          async write({ id, step }: { id: string; step?: any }) {
            await notify(id);
            if (step) await step.run("write", () => bill(id));
          },
        };
        """,
    "lib/inngest.ts": """
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        """,
}

PYTHON = {
    "app/jobs.py": """
        import inngest
        from app.billing import Ledger, bill, notify, twice
        from app.client import bus

        @bus.create_function(
            fn_id="first", trigger=inngest.TriggerEvent(event="a"), on_failure=notify
        )
        async def first(ctx: inngest.Context) -> None:
            await bill(ctx.event.data["id"])
            await ctx.step.run("bill", lambda: bill(ctx.event.data["id"]))
            await twice(lambda: notify("one"))
            await Ledger().write("a", step=ctx.step)

        @bus.create_function(fn_id="second", trigger=inngest.TriggerEvent(event="b"))
        async def second(ctx: inngest.Context) -> None:
            async def all() -> None:
                await bill(ctx.event.data["id"])
                await notify("two")

            await ctx.step.run("all", all)
            await bill("b")
            await twice(lambda: notify("three"))
            await Ledger().write("b")
        """,
    "app/billing.py": """
        import httpx

        async def notify(to: str) -> None:
            httpx.post(f"https://mail/{to}")

        async def bill(id: str, depth: int = 0) -> None:
            httpx.post(f"https://bill/{id}")
            if depth < 3:
                await again(id, depth + 1)

        async def again(id: str, depth: int) -> None:
            await bill(id, depth)
            await notify(id)

        async def twice(work) -> None:
            await work()
            await work()

        class Ledger:
            async def write(self, id: str, step=None) -> None:
                await notify(id)
                if step:
                    await step.run("write", lambda: bill(id))
        """,
    "app/client.py": """
        import inngest

        bus = inngest.Inngest(app_id="shop")
        """,
}


def _told(call: Call) -> tuple[object, ...]:
    """All that rules read of a call, as plain values."""
    step = call.step
    return (
        call.site.outline.path, call.site.start, call.tool, call.name, call.takes_context,
        call.certain, call.in_failure_handler, call.is_step,
        [(each.outline.path, each.start) for each in call.chain],
        (call.target.outline.path, call.target.start) if call.target is not None else None,
        (step.kind, step.site.outline.path, step.site.start) if step is not None else None,
    )  # fmt: skip


def _reached(files: Mapping[str, str]) -> dict[str, list[tuple[object, ...]]]:
    project = Codebase(Sources({path: dedent(text).encode() for path, text in files.items()}))
    return {
        f"{each.path}:{each.site.line}": [_told(call) for call in each.everything]
        for each in project.functions
    }


@pytest.mark.parametrize("files", [TYPESCRIPT, PYTHON], ids=["typescript", "python"])
def test_a_shared_helper_is_read_once_and_gives_the_same(
    files: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repeated: list[str | None] = []
    repeat = HelperCalls.repeat

    def noted(self: HelperCalls, body: Body, *given: Any) -> bool:
        is_known = repeat(self, body, *given)
        repeated.extend([body.name] if is_known else [])
        return is_known

    monkeypatch.setattr(HelperCalls, "repeat", noted)
    found = _reached(files)
    assert len(found) == 2
    assert {"bill", "notify"} <= set(repeated)

    monkeypatch.setattr(call_walk, "key_of", lambda *given: None)
    assert found == _reached(files)


def test_what_is_read_once_is_what_reading_again_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in rule_cases() if len(case.files) > 1]
    found = [_reached(case.files) for case in cases]
    monkeypatch.setattr(call_walk, "key_of", lambda *given: None)
    anew = [_reached(case.files) for case in cases]
    assert sum(map(len, found)) > 300
    assert [case.id for case, one, two in zip(cases, found, anew, strict=True) if one != two] == []
