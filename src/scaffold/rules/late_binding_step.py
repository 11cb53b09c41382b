"""Bind the loop variable in a lambda that makes a step: `lambda item=item: …`.

A lambda looks its variables up when it is called, and `ctx.group.parallel` calls it after the
loop: every step then works on the last item. Seen on the Python SDK: `[2, 2, 2]` for `range(3)`.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.inngest.outline import Loop
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="resize", trigger=inngest.TriggerEvent(event="album/added")
        )
        async def resize(ctx: inngest.Context) -> None:
            await ctx.group.parallel(
                tuple(lambda: ctx.step.run(f"resize-{n}", work, n) for n in range(3))  # error
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="resize", trigger=inngest.TriggerEvent(event="album/added")
        )
        async def resize(ctx: inngest.Context) -> None:
            await ctx.group.parallel(
                tuple((lambda n=n: ctx.step.run(f"resize-{n}", work, n)) for n in range(3))
            )
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            later = []
            for name in ctx.event.data["names"]:
                later.append(lambda: ctx.step.run("load", load, name))  # error
            await ctx.group.parallel(tuple(later))
        """,
        valid="""
        import functools
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            later = []
            for name in ctx.event.data["names"]:
                later.append(functools.partial(ctx.step.run, f"load-{name}", load, name))
                await ctx.step.run(f"now-{name}", lambda: load(name))
            await ctx.group.parallel(tuple(later))
            await ctx.group.parallel((lambda: ctx.step.run("one", load, "one"),))
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each step whose lambda reads a loop variable too late."""
    for step in function.steps:
        body = step.site.body
        if body.node.type != "lambda" or body.loop is None:
            continue
        names = _names(body.loop) - {name for name in body.parameters if name}
        read = sorted({each.name for each in body.references} & names)
        if read:
            yield report(
                step,
                f"the lambda reads `{read[0]}` after the loop, so every step gets its last value",
                f"bind it: `lambda {read[0]}={read[0]}: …`",
            )


def _names(loop: Loop | None) -> set[str]:
    found: set[str] = set()
    while loop is not None:
        found |= set(loop.names)
        loop = loop.parent
    return found
