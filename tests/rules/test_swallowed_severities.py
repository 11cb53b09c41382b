"""Which hidden failures are an error, and which a warning: somebody sees a count, or said so."""

import pytest

from tests.support.sources import Sources, check

HEAD = (
    'import { inngest } from "./client";\n'
    "export const a = inngest.createFunction(\n"
    '  { id: "a", triggers: [{ cron: "0 8 * * *" }] },\n'
)
LOOP = """\
for (const row of rows) {
  try {
    await mail.send(row);
    sent += 1;
  } catch (error) {
    console.error(error);
    %s
  }
}
"""
# A handler, and how severe what it hides is.
HIDES = {
    "only logged": (
        'await step.run("b", async () => { let sent = 0;\n' + LOOP % "" + "return { sent }; });",
        "error",
    ),
    "counted, and nobody gets the number": (
        'await step.run("b", async () => { let sent = 0; let failed = 0;\n'
        + LOOP % "failed += 1;"
        + "return { sent, failed }; });",
        "error",
    ),
    "counted, and the run gives the number": (
        'return await step.run("b", async () => { let sent = 0; let failed = 0;\n'
        + LOOP % "failed += 1;"
        + "return { sent, failed }; });",
        "warning",
    ),
    "counted in a handler without steps": (
        "let sent = 0; let failed = 0;\n" + LOOP % "failed += 1;" + "return { sent, failed };",
        "warning",
    ),
    "a helper in a try that says that it may fail": (
        "async function store() {\n"
        "try { await redis.hset(1); return true; } catch (error) { return false; }\n}\n"
        'await step.run("b", async () => {\n'
        "try { const stored = await store(); return { stored }; } catch (error) {\n"
        "// Don't fail the run for it.\nreturn { stored: false }; } });",
        "warning",
    ),
}


@pytest.mark.parametrize(("handler", "severity"), HIDES.values(), ids=HIDES)
def test_how_severe_a_hidden_failure_is(handler: str, severity: str) -> None:
    text = f"{HEAD}async ({{ step }}) => {{\nconst rows = [1, 2];\n{handler}\n}});\n"
    report = check(Sources({"a.ts": text.encode()}), rules=["swallowed-step-error"])
    assert {each.severity for each in report.diagnostics} == {severity}
