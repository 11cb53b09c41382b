"""Do not add a queue or scheduler library beside Inngest.

A job library keeps its own queue, retries and schedule: work handed to it leaves the run, and
Inngest neither retries it nor shows it. Agents write it from habit; no SDK stops it, v3, v4 or
Python. Events, `step.sleep`, `concurrency` and cron triggers do the same durably.
"""

import re
from collections.abc import Iterator
from functools import cache

from scaffold.code.outline import Binding
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.effects.catalogue import catalogue
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.file_purpose import is_app_file
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


_READING = frozenset({"CronTime", "sendAt", "timeout", "validateCronExpression"})


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each queue library that a package with functions imports."""
    packages = {project.packages.folder(function.path) for function in project.functions}
    for path in project.modules.paths:
        language = language_of(path)
        if language is None or not is_app_file(path):
            continue
        if not _names(language.name).search(project.files.read(path) or b""):
            continue
        facts = project.facts(path) if project.packages.folder(path) in packages else None
        if facts is not None:
            yield from _imports(facts, project)


@cache
def _names(language: str) -> re.Pattern[bytes]:
    """What the text of a file has that imports one of them."""
    libraries = map(re.escape, catalogue(language).libraries("queue library"))
    mark = r"\b" if language == "python" else r"[\"']"
    return re.compile(f"{mark}({'|'.join(libraries)}){mark}".encode())


def _imports(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    libraries = catalogue(file.language).libraries("queue library")
    reported = set()
    for binding in file.outline.module.bindings.values():
        if binding.kind != "import" or binding.module in reported:
            continue
        library = binding.module.split(".")[0] if file.language == "python" else binding.module
        if library not in libraries or _type_only(file, binding.start):
            continue
        if _only_reads_schedules(file, binding):
            continue
        if project.modules.resolve(file.path, binding.module) is None:
            reported.add(binding.module)
            yield report(
                binding,
                f"`{binding.module}` queues work that Inngest neither retries nor shows",
                "send an event for it, and handle it in an Inngest function",
            )


def _only_reads_schedules(file: FileFacts, binding: Binding) -> bool:
    """Whether it asks when a schedule is due, and gives it no work: `new Cron(text).nextRun()`."""
    if binding.module == "cron":
        return binding.imported in _READING
    if binding.module != "croner" or b".schedule(" in file.source.content:
        return False
    made = [each for each in file.outline.sites() if each.root == binding.name and not each.attrs]
    read = [each for each in file.outline.references_to(binding) if not each.path]
    given = [each for site in made for each in site.args[1:]]
    return len(made) == len(read) and all(each.kind == "object" for each in given)


def _type_only(file: FileFacts, offset: int) -> bool:
    line_start = file.source.content.rfind(b"\n", 0, offset) + 1
    return file.source.content[line_start:offset].lstrip().startswith(b"import type")
