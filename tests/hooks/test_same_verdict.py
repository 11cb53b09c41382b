"""`check`, `hook post-edit` and `hook stop` say the same of the same code.

After an edit only one file is read, so only what stands in another file may make a difference:
a helper there that is proved to do no harm, or that does some.
"""

import re
from pathlib import Path

import pytest

from scaffold.checking.check import check_file
from scaffold.checking.settings import read_terms
from scaffold.code.attributes import declared_class, method_called
from scaffold.code.bindings import resolve_binding
from scaffold.code.links import callee, settle
from scaffold.code.outline import CallSite
from scaffold.inngest.codebase import Codebase
from scaffold.rules import all_rules
from scaffold.rules._rule import Diagnostic
from tests.support.cli import scaffold
from tests.support.function_projects import KINDS, project
from tests.support.hooks import edit_input, run_hook, stop_input
from tests.support.rule_cases import RuleCase, fixture_files, rule_cases
from tests.support.sources import Sources, check, present

LOCAL = sorted(rule.name for rule in all_rules().values() if rule.scope != "project")
SOURCES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".py")
Place = tuple[int, int, str]


def sources_of(case: RuleCase) -> Sources:
    return present({path: text.encode() for path, text in case.files.items()})


def places(diagnostics: tuple[Diagnostic, ...], path: str) -> set[Place]:
    return {
        (each.line, each.column, each.rule)
        for each in diagnostics
        if each.path == path and each.rule in LOCAL
    }


def leads_elsewhere(files: Sources, path: str, line: int) -> bool:
    """Whether a call on a line is of a function that another file of the project holds."""
    of_project = Codebase(files)
    facts = of_project.facts(path)
    assert facts is not None

    def is_elsewhere(site: CallSite) -> bool:
        # A method of an object whose declared type is a class of another file.
        method = method_called(site, of_project)
        if method.target is not None and method.target.outline is not facts.outline:
            return True
        # What a helper of this file is given, it may call.
        for given in map(site.outline.binding, site.args):
            if given is None:
                continue
            owner = declared_class(given, of_project)
            called = settle(resolve_binding(given), of_project).target
            if any(
                each is not None and each.outline is not facts.outline for each in (owner, called)
            ):
                return True
        # What one of several calls gives: `const network = isLong ? writers() : editors()`.
        chosen = (
            site.outline.binding(site.called.inner) if site.called and site.called.inner else None
        )
        if chosen is not None and chosen.initial is not None and chosen.initial.kind == "choice":
            return any(map(is_elsewhere, site.outline.sites_in(chosen.initial)))
        base = settle(callee(site, of_project).base, of_project)
        target = base.target or base.body
        binding = base.binding
        return any(
            each is not None and each.outline is not facts.outline
            for each in (target, binding.body if binding is not None else None)
        )

    return any(is_elsewhere(site) for site in facts.sites if site.line == line)


CASES = [pytest.param(case, id=case.id) for case in rule_cases()]


@pytest.mark.parametrize("case", CASES)
def test_one_file_is_judged_as_in_its_project(case: RuleCase) -> None:
    files = sources_of(case)
    together = check(files, rules=LOCAL).diagnostics
    paths = [path for path in files if path.endswith(SOURCES)]
    for path in paths:
        terms = read_terms(files, named=LOCAL)
        alone = places(check_file(path, files[path], LOCAL, terms).diagnostics, path)
        whole = places(together, path)
        if len(paths) == 1:
            assert alone == whole
        for line, _, rule in alone - whole:
            assert leads_elsewhere(files, path, line), f"{path}:{line} {rule}"


def test_there_are_cases_of_both_sizes() -> None:
    sizes = {len(sources_of(case)) > 1 for case in rule_cases()}
    assert sizes == {True, False}
    assert [*fixture_files("typescript"), *fixture_files("python")]


# What an agent writes before the first step of a sample, and the import that this takes.
WRONG = {
    "nextjs-v4": (
        'await mailer.send({ to: "a@example.com", subject: "a", text: "b", key: "c" });',
        'import { mailer } from "@/lib/services/mailer";',
    ),
    "fastapi": ('await mailer.send("a@example.com", "a", "b")', "from app.services import mailer"),
}
FIRST_STEP = re.compile(r"\n( +)(?:if |(?:const )?\w+ = )?(?:await (?:ctx\.)?step\.)")


def with_work(text: str, line: str, imported: str) -> str | None:
    """Return a function with a line before its first step; None for a file without any."""
    head, mark, handler = text.partition("createFunction(")
    if not mark:
        head, mark, handler = text.partition("create_function(")
    step = FIRST_STEP.search(handler)
    if not mark or step is None:
        return None
    handler = f"{handler[: step.start()]}\n{step[1]}{line}{handler[step.start() :]}"
    if "mailer" not in head:
        head = re.sub(r"(?m)^(import|from) ", rf"{imported}\n\1 ", head, count=1)
    return head + mark + handler


def found(text: str) -> set[tuple[str, str]]:
    """Return path and line of each report of the work in lines for an agent."""
    return set(re.findall(r"(?m)^.*?([\w/.-]+\.(?:ts|py)):(\d+).*side-effect-outside-step", text))


@pytest.mark.parametrize("base", WRONG)
def test_a_service_that_is_awaited_in_a_sample(base: str, tmp_path: Path) -> None:
    made = project(tmp_path / "shop", base, kinds=("cron", "fan-out"))
    made.add("send-receipt", **KINDS["event"])
    made.commit()
    assert scaffold("check", cwd=made.root).code == 0
    assert run_hook("stop", stop_input(cwd=made.root), cwd=made.root).code == 0
    changed = {}
    for path, content in made.tree().items():
        wrong = with_work(content.decode(), *WRONG[base]) if path.endswith((".ts", ".py")) else None
        if wrong is not None:
            changed[path] = wrong
    made.write(changed)
    assert len(changed) >= 3
    of_check = found(scaffold("check", "--format", "agent", cwd=made.root).out)
    assert {path for path, _ in of_check} == set(changed)
    assert found(run_hook("stop", stop_input(cwd=made.root), cwd=made.root).err) == of_check
    after_edits = set()
    for path in changed:
        done = run_hook("post-edit", edit_input(made.root / path, cwd=made.root), cwd=made.root)
        assert done.code == 2, done.err
        after_edits |= found(done.err)
    assert after_edits == of_check
