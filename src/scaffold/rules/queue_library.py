"""Do not add a queue or scheduler library beside Inngest.

A job library keeps its own queue, retries and schedule: work handed to it leaves the run, and
Inngest neither retries it nor shows it. Agents write it from habit; no SDK stops it, v3, v4 or
Python. Events, `step.sleep`, `concurrency` and cron triggers do the same durably.
"""

import re
from collections.abc import Iterator

from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.graph import Project
from scaffold.rules._packages import package_of
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.file_purpose import is_test
from scaffold.syntax.language import language_of

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { Queue } from "bullmq"; // error
        import { inngest } from "./client";
        const queue = new Queue("mail");
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ step }) => step.run("enqueue", () => queue.add("welcome", {})),
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { mailRequested } from "./events";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ step }) => step.sendEvent("ask-for-mail", mailRequested.create({})),
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        from celery import shared_task  # error
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("send", send)
        """,
    ),
]
_LIBRARIES = {
    "typescript": re.compile(
        r"^(bullmq|bull|bee-queue|pg-boss|agenda|@hokify/agenda|node-cron|cron|node-schedule"
        r"|graphile-worker|kue|bree|croner|toad-scheduler)$"
    ),
    "python": re.compile(
        r"^(celery|rq|dramatiq|huey|arq|taskiq|apscheduler|schedule|saq|procrastinate)(\.|$)"
    ),
}
# A file is read only when one of the names stands in it.
_NAMES = {
    "typescript": re.compile(
        rb"[\"'](bullmq|bull|bee-queue|pg-boss|agenda|@hokify/agenda|node-cron|cron|node-schedule"
        rb"|graphile-worker|kue|bree|croner|toad-scheduler)[\"']"
    ),
    "python": re.compile(
        rb"\b(celery|rq|dramatiq|huey|arq|taskiq|apscheduler|schedule|saq|procrastinate)\b"
    ),
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each queue library that a package with functions imports."""
    packages = {package_of(project, function.path) for function in project.functions}
    for path in project.modules.paths:
        language = language_of(path)
        if language is None or is_test(path):
            continue
        if not _NAMES[language.name].search(project.files.read(path) or b""):
            continue
        facts = project.facts(path) if package_of(project, path) in packages else None
        if facts is not None:
            yield from _imports(facts, project)


def _imports(file: FileFacts, project: Project) -> Iterator[Diagnostic]:
    wanted = _LIBRARIES[file.language]
    reported = set()
    for binding in file.outline.module.bindings.values():
        if binding.kind != "import" or binding.module in reported:
            continue
        if not wanted.match(binding.module) or _type_only(file, binding.node.start_byte):
            continue
        if project.modules.resolve(file.path, binding.module) is None:
            reported.add(binding.module)
            yield report(
                (file.outline, binding.node),
                f"`{binding.module}` queues work that Inngest neither retries nor shows",
                "send an event for it, and handle it in an Inngest function",
            )


def _type_only(file: FileFacts, offset: int) -> bool:
    line_start = file.source.content.rfind(b"\n", 0, offset) + 1
    return file.source.content[line_start:offset].lstrip().startswith(b"import type")
