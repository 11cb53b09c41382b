"""Every option that the server or an SDK does not take, and what is said to happen then.

Each line was tried on the Dev Server: refused, thrown, never started, stuck, ignored or fine.
"""

import pytest

from scaffold.rules.invalid_function_config.conditions import CONDITIONS, OUTCOMES, Outcome
from tests.support.sources import checked

TYPESCRIPT = """\
import { Inngest } from "inngest";
const inngest = new Inngest({ id: "x" });
const LONG = "25h";
let moved = "25h";
moved = "1h";
const day = 24 * 60;
function limits() {
  return { limit: 1, period: "48h" };
}
export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }], %s },
  async ({ step }) => step.run("x", f),
);
"""
PYTHON = """\
import datetime
from datetime import timedelta
import inngest
client = inngest.Inngest(app_id="x")
DAY = timedelta(days=1)
@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"), %s)
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("x", f)
"""
# Options of one function, and what happens; None: the server takes them.
CASES: list[tuple[str, Outcome | None]] = [
    ('rateLimit: { limit: 1, period: "24h" }', None),
    ('rateLimit: { limit: 1, period: "1d" }', None),
    ('rateLimit: { limit: 1, period: "1h30m" }', None),
    ('rateLimit: { limit: 1, period: "30m1h" }', None),
    ('rateLimit: { limit: 1, period: "1.5h" }', None),
    ('rateLimit: { limit: 1, period: "25h" }', "refused"),
    ("rateLimit: { limit: 1, period: LONG }", "refused"),
    ("rateLimit: { limit: 1, period: (LONG as string)! }", "refused"),
    ("rateLimit: { limit: 1, period: moved }", None),
    ("rateLimit: limits()", "refused"),
    ("...{ rateLimit: limits() }", "refused"),
    ('rateLimit: { limit: 1, period: "1 hour" }', "refused"),
    ('rateLimit: { limit: 1, period: "1H" }', "refused"),
    ('rateLimit: { limit: 1, period: "60" }', "refused"),
    ('rateLimit: { limit: 1, period: "" }', "refused"),
    ("rateLimit: { limit: 1, period: 3600 }", "refused"),
    ('rateLimit: { limit: 1, period: "500ms" }', "never"),
    ('rateLimit: { limit: 1, period: "0" }', "never"),
    ('rateLimit: { limit: 0, period: "1h" }', "refused"),
    ('rateLimit: { limit: -1, period: "1h" }', "refused"),
    ('rateLimit: { limit: 1.5, period: "1h" }', "refused"),
    ('rateLimit: { limit: "5", period: "1h" }', "refused"),
    ('rateLimit: { period: "1h" }', "refused"),
    ('rateLimit: { ...rest, period: "1h" }', None),
    ('throttle: { limit: 1, period: "52w" }', None),
    ('throttle: { limit: 1, period: "500ms" }', "stuck"),
    ('throttle: { limit: 1, period: "1min" }', "refused"),
    ('throttle: { limit: -1, period: "1m" }', "refused"),
    ('throttle: { limit: 0, period: "1m" }', "ignored"),
    ('throttle: { limit: 1, burst: 0.5, period: "1m" }', "refused"),
    ("throttle: { limit: 1, period: 60 }", "refused"),
    ('debounce: { period: "7d" }', None),
    ('debounce: { period: "1w" }', None),
    ('debounce: { period: "8d" }', "refused"),
    ('debounce: { period: "999ms" }', "refused"),
    ('debounce: { period: "5m", timeout: "soon" }', "ignored"),
    ('debounce: { period: "5m", timeout: 60 }', "refused"),
    ("debounce: {}", "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }', None),
    ('batchEvents: { maxSize: 10, timeout: "72h" }', None),
    ('batchEvents: { maxSize: 1, timeout: "5s" }', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "1d" }', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "500ms" }', "refused"),
    ("batchEvents: { maxSize: 10 }", "refused"),
    ("batchEvents: { maxSize: 10, timeout: 5 }", "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, debounce: { period: "1m" }', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, singleton: { mode: "skip" }', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, cancelOn: [{ event: "b/c" }]', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, cancelOn: []', None),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, priority: { run: "1" }', "refused"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, idempotency: "event.data.id"', "ignored"),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, debounce: undefined', None),
    ('batchEvents: { maxSize: 10, timeout: "5s" }, debounce: given', None),
    ("concurrency: 5", None),
    ("concurrency: 0", "ignored"),
    ("concurrency: -1", "ignored"),
    ("concurrency: 2.5", "ignored"),
    ('concurrency: "5"', "ignored"),
    ("concurrency: []", None),
    ("concurrency: { limit: 0 }", "ignored"),
    ('concurrency: { limit: 0, key: "event.data.id" }', "stuck"),
    ("concurrency: { limit: 1.5 }", "refused"),
    ('concurrency: { limit: 1, scope: "account" }', "refused"),
    ('concurrency: [{ limit: 1, scope: "env" }]', "refused"),
    ("concurrency: { limit: 1, scope: \"account\", key: '\"mail\"' }", None),
    ('concurrency: { limit: 1, scope: "FN" }', None),
    ('concurrency: { limit: 1, scope: "app" }', "refused"),
    ("concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }]", "refused"),
    ("retries: 0", None),
    ("retries: 20", None),
    ("retries: 21", "ignored"),
    ("retries: -1", "ignored"),
    ("retries: null", "ignored"),
    ("retries: undefined", None),
    ('retries: "3"', "refused"),
    ("retries: 2.5", "refused"),
    ("retries: day", "ignored"),
    ('priority: { run: "event.data.vip ? 100 : 0" }', None),
    ("priority: { run: 100 }", "refused"),
    ('priority: { run: "event.data.rank" }', "ignored"),
    ('priority: { run: "int(event.data.rank)" }', None),
    ('priority: { run: "event.data.plan === \'pro\' ? 1 : 0" }', "refused"),
    ('singleton: { mode: "skip" }', None),
    ('singleton: { mode: "Cancel" }', None),
    ('singleton: { mode: "replace" }', "refused"),
    ('cancelOn: [{ event: "b/c", timeout: "30d" }]', None),
    ('cancelOn: [{ event: "b/c", timeout: "1 month" }]', "never"),
    ('cancelOn: [{ event: "b/c", if: "async.data.id = event.data.id" }]', "refused"),
    ('cancelOn: { event: "b/c" }', "throws"),
    ('timeouts: { start: "1h" }', None),
    ('timeouts: { start: "60" }', "stuck"),
    ('timeouts: { finish: "2 hours" }', "stuck"),
    ('timeouts: { start: "" }', "stuck"),
    ("timeouts: { start: 60 }", "refused"),
    ('timeouts: { start: "0" }', "ignored"),
    ('idempotency: "event.data.id", rateLimit: { limit: 1, period: "1h" }', "ignored"),
    ('idempotency: ""', "refused"),
    ('concurrency: { limit: 1, key: "data.id" }', "shared"),
    ('concurrency: { limit: 1, key: "event.data.user-id" }', "shared"),
    ('concurrency: { limit: 1, key: "send-mail" }', "shared"),
    ("concurrency: { limit: 1, key: \"'send-mail'\" }", None),
    ('concurrency: { limit: 1, key: "event.data?.id" }', "refused"),
    ('rateLimit: { limit: 1, period: "1h", key: "data.id" }', "refused"),
    ('rateLimit: { limit: 1, period: "1h", key: "event.data.id + \'-\' + event.user.id" }', None),
    ('throttle: { limit: 1, period: "1h", key: "data.id" }', "ignored"),
    ('debounce: { period: "1h", key: "" }', None),
    ('cancelOn: [{ event: "b/c", if: "has(async.data.id)" }]', "refused"),
    ('cancelOn: [{ event: "b/c", if: "async.data.n + 1 == event.data.n" }]', "refused"),
    ('cancelOn: [{ event: "b/c", if: "async.data.n == -1 || event.data.x > 2" }]', None),
    ('cancelOn: [{ event: "b/c", match: "data.id", if: "a === b" }]', None),
    ('triggers: [{ event: "a", if: "event.data.tags.exists(t, t == \'a\')" }]', None),
    ('triggers: [{ event: "a", if: "data.kind == 1" }]', "refused"),
    ('triggers: [{ event: "a" }, { event: "a" }]', "refused"),
    ('triggers: [{ event: "a" }, { event: "a", if: "event.data.b" }]', None),
    ('triggers: [{ cron: "0 9 * * *" }, { cron: "0 9 * * *" }]', "refused"),
    ('triggers: [{ event: "a/*" }]', None),
    ('triggers: [{ event: "a/b.*" }]', None),
    ('triggers: [{ event: "*" }]', "never"),
    ('triggers: [{ event: "a/b*" }]', "never"),
    ('triggers: [{ event: "a/*/c" }]', "never"),
    (f'triggers: [{{ event: "{"é" * 127}" }}]', None),
    (f'triggers: [{{ event: "{"é" * 128}" }}]', "refused"),
    ('triggers: [{ cron: "0 9 * * *", jitter: "5m" }]', None),
    ('triggers: [{ cron: "0 9 * * *", jitter: "6m" }]', "refused"),
    ('triggers: [{ event: "a", cron: "0 9 * * *" }]', "ignored"),
    ("rate_limit=inngest.RateLimit(limit=1, period=timedelta(hours=1))", None),
    ("rate_limit=inngest.RateLimit(limit=1, period=3_600_000)", None),
    ("rate_limit=inngest.RateLimit(limit=1, period=DAY)", None),
    ("rate_limit=inngest.RateLimit(limit=1, period=timedelta(days=2))", "refused"),
    ("rate_limit=inngest.RateLimit(limit=1, period=60)", "refused"),
    ("rate_limit=inngest.RateLimit(limit=1, period=timedelta(milliseconds=1500))", "refused"),
    ('rate_limit=inngest.RateLimit(limit=1, period="1h")', "throws"),
    ("rate_limit=inngest.RateLimit(limit=0, period=DAY)", "refused"),
    ("rate_limit=inngest.RateLimit(period=DAY)", None),
    ("throttle=inngest.Throttle(limit=1, period=datetime.timedelta(seconds=0.5))", "refused"),
    ("throttle=inngest.Throttle(limit=-1, period=DAY)", "refused"),
    ("debounce=inngest.Debounce(period=timedelta(days=8))", "refused"),
    ("batch_events=inngest.Batch(max_size=10, timeout=DAY)", "refused"),
    ("batch_events=inngest.Batch(max_size=10, timeout=timedelta(hours=23))", None),
    ("batch_events=inngest.Batch(max_size=10)", "refused"),
    ("batch_events=inngest.Batch(max_size=1, timeout=timedelta(seconds=5))", "refused"),
    ("concurrency=[inngest.Concurrency(limit=1)]", None),
    ("concurrency=inngest.Concurrency(limit=1)", "throws"),
    ("concurrency=5", "throws"),
    ('concurrency=[inngest.Concurrency(limit=1, scope="account")]', "refused"),
    ('concurrency=[inngest.Concurrency(limit=1, scope="app")]', "throws"),
    ('concurrency=[inngest.Concurrency(limit=0, key="event.data.id")]', "stuck"),
    ('singleton=inngest.Singleton(mode="replace")', "throws"),
    ("retries=-1", "refused"),
    ('retries="3"', "throws"),
    ("retries=True", "throws"),
    ("retries=21", "ignored"),
    ('cancel=inngest.Cancel(event="b/c")', "throws"),
    ('cancel=[inngest.Cancel(event="b/c", timeout=timedelta(days=30))]', None),
    ('cancel=[inngest.Cancel(event="b/c", timeout=30)]', "refused"),
    ('priority=inngest.Priority(run="100 if event.data.pro else 0")', "refused"),
    ("timeouts=inngest.Timeouts(start=timedelta(hours=1))", None),
    ('timeouts=inngest.Timeouts(finish="2h")', "throws"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "outcome"), CASES, ids=[ascii(options)[:80] for options, _ in CASES]
)
def test_what_happens_is_said(options: str, outcome: Outcome | None) -> None:
    is_python = options.partition("=")[0].isidentifier()
    frame, name = (PYTHON, "a.py") if is_python else (TYPESCRIPT, "a.ts")
    if options.startswith("triggers"):
        frame = frame.replace('triggers: [{ event: "x/y" }], ', "")
    report = checked({name: (frame % options).encode()}, "invalid-function-config")
    said = [diagnostic.message for diagnostic in report.diagnostics]
    if outcome is None:
        assert said == []
    else:
        assert len(said) == 1
        assert said[0].endswith(OUTCOMES[outcome])
        severity = "warning" if outcome in ("shared", "ignored") else "error"
        assert report.diagnostics[0].severity == severity


def test_every_outcome_is_a_row_of_the_table() -> None:
    outcomes = {condition.outcome for condition in CONDITIONS}
    assert outcomes | {"shared"} == OUTCOMES.keys()  # which a key alone is


@pytest.mark.parametrize(
    "option", ["concurrency: { limit: 1", 'rateLimit: { limit: 1, period: "1h"']
)
def test_text_that_is_no_expression_is_told_to_be_quoted(option: str) -> None:
    options = f'{option}, key: "user-mail" }}'
    report = checked({"a.ts": (TYPESCRIPT % options).encode()}, "invalid-function-config")
    (said,) = report.diagnostics
    assert "`user` is not known there:" in said.message
    assert said.hint == "quote the text, `\"'user-mail'\"`, or write a path: `event.data.userId`"
