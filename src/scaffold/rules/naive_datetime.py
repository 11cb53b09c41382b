"""Give every `datetime` in a function a time zone: `datetime.now(datetime.UTC)`.

The Python SDK reads a naive value as local time, so `sleep_until(id, datetime.utcnow() + …)` wakes
at another hour wherever the server's zone is not UTC. `timestamp()` and `astimezone()` read it as
local time too, so `utcnow()` is reported wherever it stands.
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import CallSite
from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
STYLE = True
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            tomorrow = datetime.datetime.utcnow() + datetime.timedelta(days=1)  # error
            await ctx.step.sleep_until("tomorrow", tomorrow)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
            await ctx.step.sleep_until("tomorrow", tomorrow)
        """,
    ),
]
_ALWAYS = frozenset({"datetime.datetime.utcnow", "datetime.datetime.utcfromtimestamp"})


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each naive value that the clock gives or a sleep is given."""
    found: dict[Expr, tuple[CallSite, str]] = {}
    for call in function.everything:
        if call.name in _ALWAYS:
            spelled = call.site.attrs[-1] if call.site.attrs else call.site.root
            found[call.site.expr] = (
                call.site,
                f"`{spelled}()` gives a time without a zone: any conversion takes it for local",
            )
    for step in function.steps:
        until = step.call.argument(1, "until", "date") if step.kind == "sleepUntil" else None
        for value in (until, until.resolved) if until is not None else ():
            for site in value.sites():
                if site.expr in found or (value is until and _is_naive(site, function)):
                    found[site.expr] = (
                        site,
                        "this time has no zone, and the SDK reads it as local time",
                    )
    for site, message in found.values():
        yield report(site, message, "give it `datetime.UTC`")


def _is_naive(site: CallSite, function: Function) -> bool:
    name = callee(site, function.links).name
    if name == "datetime.datetime.now":
        return not site.arguments and not site.keywords
    if name == "datetime.datetime":
        return "tzinfo" not in site.keywords and 3 <= len(site.arguments) < 8
    return False
