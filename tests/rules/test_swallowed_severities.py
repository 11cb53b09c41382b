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
    "counted in a report that the run gives": (
        'return await step.run("b", async () => { let sent = 0; let failed = 0;\n'
        + LOOP % "failed += 1;"
        + "const report = { sent, failed }; console.log(report); return report; });",
        "warning",
    ),
    "counted in a report that nobody gets": (
        'await step.run("b", async () => { let sent = 0; let failed = 0;\n'
        + LOOP % "failed += 1;"
        + "const report = { sent, failed }; console.log(report); return report; });",
        "error",
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
    "a helper of that, which ends early": (
        "async function load() {\n"
        "try { return await api.load(1); } catch (error) { return null; }\n}\n"
        "async function tell() { const row = await load(); if (!row) return; await send(row); }\n"
        'await step.run("b", async () => {\n'
        "try { await tell(); } catch (error) { await note(error); // Don't fail the run for it.\n"
        "} });",
        "warning",
    ),
}


@pytest.mark.parametrize(("handler", "severity"), HIDES.values(), ids=HIDES)
def test_how_severe_a_hidden_failure_is(handler: str, severity: str) -> None:
    text = f"{HEAD}async ({{ step }}) => {{\nconst rows = [1, 2];\n{handler}\n}});\n"
    report = check(Sources({"a.ts": text.encode()}), rules=["swallowed-step-error"])
    assert {each.severity for each in report.diagnostics} == {severity}


# What a schedule lists, what is done for each row of it, and how severe it is to lose one.
DUE = """\
await step.run("b", async () => {
  const due = await db.mails.findMany({ where: { sentAt: null } });
  for (const row of due) {
    try {
      %s
    } catch (error) {
      console.error(error);
    }
  }
});
"""
SEND = "await mail.send(row);"
MARK = "await db.mails.update({ where: { id: row.id }, data: { sentAt: new Date() } });"
EVENT, DAILY, OFTEN = '{ event: "x/y" }', '{ cron: "0 8 * * *" }', '{ cron: "*/5 * * * *" }'
WEEKLY = '{ cron: "0 8 * * 1" }'
POLL = """\
const due = await step.run("b", async () => {
  try {
    return await db.mails.findMany({ where: { sentAt: null } });
  } catch (error) {
    console.error(error);
    return [];
  }
});
for (const row of due) await step.run(row.id, () => mail.send(row));
"""
TIDY = """\
await step.run("b", async () => {
  try {
    await rows.pruneOld(1);
  } catch (error) {
    console.error(error);
  }
});
"""
FETCH = """\
const page = await step.run("b", async () => {
  try {
    return await api.fetch(1);
  } catch (error) {
    console.error(error);
    return null;
  }
});
"""
MANY = """\
await step.run("b", async () => {
  const found = [];
  for (const id of rows) {
    try {
      %s
    } catch (error) {
      console.error(error);
    }
  }
  await db.finds.create(found);
});
"""
SAID = """\
await step.run("b", async () => {
  try {
    await mail.send(1);
  } catch (error) {
    %s
  }
});
"""
FOUND_AGAIN = {
    "what success takes from the list": (DAILY, DUE % f"{SEND} {MARK}", "warning"),
    "the same, started by an event": (EVENT, DUE % f"{SEND} {MARK}", "error"),
    "claimed before it is done": (DAILY, DUE % f"{MARK} {SEND}", "error"),
    "claimed, and given back": (
        DAILY,
        DUE % f"{MARK} try {{ {SEND} }} catch (e) {{ {MARK} throw e; }}",
        "warning",
    ),
    "only closed": (DAILY, DUE % MARK, "warning"),
    "only made new": (DAILY, DUE % f"{SEND} await db.sent.create({{ data: {{ row }} }});", "error"),
    "in a step for each": (
        DAILY,
        'for (const row of rows) await step.run("b", async () => {\n'
        f"try {{ {SEND} {MARK} }} catch (error) {{ console.error(error); }} }});",
        "warning",
    ),
    "marked by a helper": (
        DAILY,
        "async function settle(row) { await pay(row); await db.rows.update(row.id); }\n"
        + DUE % "await settle(row);",
        "warning",
    ),
    "deleted by its date": (
        DAILY,
        'await step.run("b", async () => {\n'
        "await db.rows.deleteMany({ where: { at: { lt: cutoff } } }).catch(() => {}); });",
        "warning",
    ),
    "copies that are dropped": (
        EVENT,
        'await step.run("b", async () => {\n'
        "await Promise.all(rows.map((row) => redis.del(row).catch(() => null))); });",
        "warning",
    ),
    "rows that are dropped": (
        EVENT,
        'await step.run("b", async () => {\n'
        "await Promise.all(rows.map((row) => db.rows.delete(row).catch(() => null))); });",
        "error",
    ),
    "marked by a helper with a catch": (
        DAILY,
        "async function settle(row) { await pay(row); await db.rows.update(row.id); }\n"
        'await step.run("b", async () => {\n'
        "for (const row of rows) await settle(row).catch((error) => console.error(error)); });",
        "warning",
    ),
    "tidied up by a schedule": (DAILY, TIDY, "warning"),
    "tidied up once": (EVENT, TIDY, "error"),
    "marked by a function of elsewhere": (
        DAILY,
        DUE % f"{SEND} await markSent(row.id);",
        "warning",
    ),
    "deleted by its key": (
        DAILY,
        'await step.run("b", async () => {\n'
        "await db.rows.deleteMany({ where: { at: id } }).catch(() => {}); });",
        "error",
    ),
    "passed over before the mark": (
        DAILY,
        'for (const row of rows) await step.run("b", async () => {\n'
        f"try {{ {SEND} }} catch (error) {{ console.error(error); return; }} {MARK} }});",
        "warning",
    ),
    "marked, and somebody told who may not hear it": (
        DAILY,
        DUE % f"{SEND} {MARK} try {{ await tell(row); }} catch {{}}",
        "warning",
    ),
    "expired by a procedure": (
        DAILY,
        'await step.run("b", async () => {\n'
        'const { error } = await db.rpc("mark_expired_rows"); if (error) console.error(error); });',
        "warning",
    ),
    "all that are stale, in one query": (
        DAILY,
        'await step.run("b", async () => {\n'
        "await db.rows.updateMany({ where: { id: { in: stale } } }).catch(() => {}); });",
        "warning",
    ),
    "a poll that could not load": (OFTEN, POLL, "warning"),
    "a list of the day that could not be loaded": (DAILY, POLL, "warning"),
    "a list of the week that could not be loaded": (WEEKLY, POLL, "error"),
    "added to a number": (
        DAILY,
        DUE
        % "await db.users.update({ where: { id: row.id }, data: { credits: { increment: 1 } } });",
        "error",
    ),
    "changed as a whole": (
        DAILY,
        DUE % "await db.$transaction((tx) => expire(tx, row));",
        "warning",
    ),
    "marked last in a transaction": (
        DAILY,
        DUE % "await db.transaction(async (tx) => {\n"
        "await tx.update(seen); await mail.send(row); await tx.update(sent); });",
        "warning",
    ),
    "sent last in a transaction": (
        DAILY,
        DUE % "await db.transaction(async (tx) => { await tx.update(sent); });\n"
        "await mail.send(row);",
        "error",
    ),
    "goes on with the next": (
        DAILY,
        (DUE % "await mail.send(row);").replace("error(error);", "error(error);\ncontinue;"),
        "warning",
    ),
    "goes on with the next, and says why": (
        EVENT,
        (DUE % "await mail.send(row);").replace("console.error(error);", "// broken\ncontinue;"),
        "warning",
    ),
    "goes on with the next of an event's": (
        EVENT,
        (DUE % "await mail.send(row);").replace("error(error);", "error(error);\ncontinue;"),
        "error",
    ),
    "only for those who watch": (
        EVENT,
        'await step.run("b", async () => {\n'
        "try { await emitChanged(1); } catch (error) { console.error(error); } });",
        "warning",
    ),
    "loaded for later work, that goes on": (
        EVENT,
        FETCH + 'await step.run("c", () => mail.send(event.data.id, { page }));',
        "warning",
    ),
    "a list of work, which later looks empty": (
        EVENT,
        FETCH.replace("null", "[]") + 'await step.run("c", () => mail.send({ page }));',
        "error",
    ),
    "a list that is one of several": (
        EVENT,
        FETCH.replace("null", "[]")
        + "const all = [...page, ...event.data.rows];\n"
        + 'await step.run("c", () => mail.send(all));',
        "warning",
    ),
    "a list that is the only one": (
        EVENT,
        FETCH.replace("null", "[]")
        + 'const all = [...page];\nawait step.run("c", () => mail.send(all));',
        "error",
    ),
    "one of several lists loaded at once": (
        EVENT,
        "const load = async () => {\n"
        "try { return await api.fetch(1); } catch (error) { console.error(error); return []; } };\n"
        'const [news, posts] = await Promise.all([step.run("b", load), step.run("c", other)]);\n'
        'await step.run("d", () => mail.send([...news, ...posts]));\n'
        "return { found: news.length };",
        "warning",
    ),
    "loaded and changed for later work": (
        EVENT,
        FETCH.replace("api.fetch(1)", "db.pages.create(1)")
        + 'await step.run("c", () => mail.send({ page }));',
        "error",
    ),
    "one of many that are loaded": (EVENT, MANY % "found.push(await api.fetch(id));", "warning"),
    "one of many that is loaded, and a part of it kept": (
        EVENT,
        MANY % "const page = await api.fetch(id); found.push({ id, title: page.title });",
        "warning",
    ),
    "one of many that is sent, and its answer kept": (
        EVENT,
        MANY % "found.push(await mail.send(id));",
        "error",
    ),
    "one of many that is sent, and only that kept": (
        EVENT,
        MANY % "await tell(id); found.push(id);",
        "error",
    ),
    "one of many that is loaded and stored": (
        EVENT,
        MANY % "const page = await api.fetch(id); await db.pages.create(page); found.push(page);",
        "error",
    ),
    "one list of many, loaded at once": (
        EVENT,
        'await step.run("b", async () => {\n'
        "const all = await Promise.all(rows.map((id) => api.fetch(id).then((it) => it.rows)"
        ".catch(() => [])));\nawait db.pages.create(all.flat()); });",
        "warning",
    ),
    "one of many of a helper, that is passed over": (
        EVENT,
        "async function load(id) {\n"
        "try { return await api.fetch(id); } catch (error) { console.error(error); return null; }\n"
        "}\n"
        'await step.run("b", async () => { const found = [];\n'
        "for (const id of rows) {\n"
        "const page = await load(id);\nif (!page) continue;\nfound.push({ id, page }); }\n"
        "await db.pages.create(found); });",
        "warning",
    ),
    "a table of what is used": (
        EVENT,
        'await step.run("b", async () => {\n'
        'const { error } = await db.from("usage_events").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "warning",
    ),
    "a table of what was computed": (
        EVENT,
        'await step.run("b", async () => {\n'
        'const { error } = await db.from("summary_cache").upsert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "error",
    ),
    "a table of what ran": (
        EVENT,
        'await step.run("b", async () => {\n'
        'const { error } = await db.from("sync_logs").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "warning",
    ),
    "a table of what somebody did": (
        EVENT,
        'await step.run("b", async () => {\n'
        'const { error } = await db.from("meal_logs").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "error",
    ),
    "a step that notes that the run is done": (
        EVENT,
        'await step.run("log-completion", async () => {\n'
        'const { error } = await db.from("episode").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "warning",
    ),
    "a step that notes what somebody did": (
        EVENT,
        'await step.run("log-workout", async () => {\n'
        'const { error } = await db.from("workouts").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "error",
    ),
    "a step that notes it, and pays": (
        EVENT,
        'await step.run("log-completion", async () => {\n'
        "try { await bank.pay(1); await db.episodes.insert({ by: 1 }); }\n"
        "catch (error) { console.error(error); } });",
        "error",
    ),
    "a table of orders": (
        EVENT,
        'await step.run("b", async () => {\n'
        'const { error } = await db.from("orders").insert({ by: 1 });\n'
        "if (error) console.error(error); });",
        "error",
    ),
    "copies that a helper drops": (
        EVENT,
        "async function invalidateCaches(id) { await Promise.all([a.drop(id), b.drop(id)]); }\n"
        'await step.run("b", async () => {\n'
        "try { await invalidateCaches(1); } catch (error) { console.error(error); } });",
        "warning",
    ),
    "an objective that is measured": (
        EVENT,
        "async function recordSLOEvent(name) {\n"
        "try { await redis.zadd(name, 1); } catch (error) { log.warn(error); } }\n"
        'await step.run("b", () => recordSLOEvent("x"));',
        "warning",
    ),
    "said to be left": (EVENT, SAID % "/* ignore */", "warning"),
    "said to be left, in French": (EVENT, SAID % "/* non-bloquant */", "warning"),
    "said to be left, in Russian": (EVENT, SAID % "// Не прерываем выполнение", "warning"),
    "said to come back": (
        EVENT,
        SAID % "// The flag is not set: the cron retries next minute.",
        "warning",
    ),
    "said to fail gracefully": (
        EVENT,
        SAID % "// The graph may be empty: fail gracefully.",
        "warning",
    ),
    "said not to hold up the others": (
        EVENT,
        SAID % "// Never let one stuck object block the sweep.",
        "warning",
    ),
    "said in a language that nobody here reads": (
        EVENT,
        SAID % "// Erro ao enviar a mensagem",
        "error",
    ),
    "what was for a time alone": (
        EVENT,
        'await step.run("b", async () => {\n'
        "try { await storage.delete(staging_key); } catch (error) { console.error(error); } });",
        "warning",
    ),
    "outcomes of a sweep": (
        DAILY,
        'await step.run("b", async () => {\n'
        "await Promise.allSettled(rows.map(async (row) => { await closeRow(row); })); });",
        "warning",
    ),
    "outcomes that a step does not read": (
        EVENT,
        'await step.run("b", async () => {\n'
        "await Promise.allSettled(rows.map((row) => mail.send(row))); });",
        "error",
    ),
    "recorded, and the run is completed": (
        EVENT,
        "try { await pull(1); return { success: true }; } catch (error) {\n"
        'await db.rows.update({ data: { status: "failed" } });\n'
        "return { success: false, error: String(error) }; }",
        "warning",
    ),
    "said above": (
        EVENT,
        "// Catch errors to keep a bad profile from failing the run.\n"
        'await step.run("b", async () => {\n'
        "try { await mail.send(1); } catch (error) { console.error(error); } });",
        "warning",
    ),
    "said of the helper": (
        EVENT,
        "/** Tells the team; best-effort. */\n"
        "async function tell(row) {\n"
        "try { await chat.post(row); } catch (error) { console.error(1); } }\n"
        'await step.run("b", () => tell(1));',
        "warning",
    ),
}

PYTHON = """\
import inngest
from app.client import client

@client.create_function(fn_id="a", trigger=%s)
async def a(ctx: inngest.Context) -> None:
    async def work() -> None:
        due = await db.fetch("select * from mails where sent_at is null")
        for row in due:
            try:
                %s
            except Exception as err:
                logger.error(err)

    await ctx.step.run("b", work)
"""
CRON, ON_EVENT = 'inngest.TriggerCron(cron="0 8 * * *")', 'inngest.TriggerEvent(event="x/y")'
PY_SEND, PY_MARK = "await mail.send(row)", "await db.mails.update(row.id, sent=True)"
NEXT = "\n                "
IN_PYTHON = {
    "what success takes from the list": (CRON, PY_SEND + NEXT + PY_MARK, "warning"),
    "the same, started by an event": (ON_EVENT, PY_SEND + NEXT + PY_MARK, "error"),
    "claimed before it is done": (CRON, PY_MARK + NEXT + PY_SEND, "error"),
    "only made new": (CRON, PY_SEND + NEXT + "await db.sent.create(row)", "error"),
    "deleted by its date": (
        ON_EVENT,
        "await db.rows.delete(db.rows.at <= cutoff)",
        "warning",
    ),
    "changed as a whole": (CRON, "await db.transaction(expire, row)", "warning"),
}


@pytest.mark.parametrize(("id_", "severity"), [("old-files-cleanup", "warning"), ("b", "error")])
def test_what_a_sweep_could_not_take_away_it_finds_again(id_: str, severity: str) -> None:
    head = HEAD.replace('id: "a"', f'id: "{id_}"')
    work = SAID.replace("mail.send", "db.files.take") % "console.error(error);"
    text = f"{head}async ({{ step }}) => {{\n{work}}});\n"
    report = check(Sources({"a.ts": text.encode()}), rules=["swallowed-step-error"])
    assert [each.severity for each in report.diagnostics] == [severity]


@pytest.mark.parametrize(("trigger", "handler", "severity"), FOUND_AGAIN.values(), ids=FOUND_AGAIN)
def test_what_comes_back_or_is_said_to_be_little_is_a_warning(
    trigger: str, handler: str, severity: str
) -> None:
    head = HEAD.replace('{ cron: "0 8 * * *" }', trigger)
    text = f"{head}async ({{ event, step }}) => {{\nconst rows = [1, 2];\n{handler}\n}});\n"
    report = check(Sources({"a.ts": text.encode()}), rules=["swallowed-step-error"])
    assert {each.severity for each in report.diagnostics} == {severity}


@pytest.mark.parametrize(("trigger", "work", "severity"), IN_PYTHON.values(), ids=IN_PYTHON)
def test_so_it_is_in_python(trigger: str, work: str, severity: str) -> None:
    files = {"a.py": (PYTHON % (trigger, work)).encode()}
    report = check(Sources(files), rules=["swallowed-step-error"])
    assert {each.severity for each in report.diagnostics} == {severity}


def test_outcomes_that_a_helper_does_not_read_are_a_warning() -> None:
    helper = (
        "async function tell(rows) {\n"
        "  await Promise.allSettled(rows.map((row) => mail.send(row)));\n}\n"
    )
    work = 'await step.run("b", async () => { await tell([1]); await db.rows.create(1); });'
    text = f"{helper}{HEAD}async ({{ step }}) => {{\n{work}\n}});\n"
    report = check(Sources({"a.ts": text.encode()}), rules=["swallowed-step-error"])
    assert [each.severity for each in report.diagnostics] == ["warning"]
