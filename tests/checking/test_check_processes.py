"""A check that several processes share says what one process says."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.checking import processes as check_processes
from scaffold.checking.check import check_project, chosen_rules
from scaffold.checking.processes import judged, worthwhile
from scaffold.checking.settings import Terms
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.event_flow import Received, Sent
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._rule import Diagnostic
from tests.corpus.scoring import files_of, projects
from tests.support.sources import Sources

_RULES = {name: rule for name, rule in chosen_rules().items() if rule.scope == "project"}
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small projects be shared too."""
    monkeypatch.setattr(check_processes, "_AT_ONCE", 1)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", projects())
def test_the_report_is_the_same(name: str) -> None:
    files = files_of(name)
    alone, shared = (
        check_project(Codebase(files), (), chosen_rules(), Terms(), processes=processes)
        for processes in (1, 3)
    )
    assert shared.diagnostics == alone.diagnostics
    assert shared.suppressed == alone.suppressed
    assert shared[2:6] == alone[2:6]


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_an_event_of_a_bound_step_comes_back() -> None:
    files = {
        f"app/fn{number}.py": f"""\
import functools
import inngest
bus = inngest.Inngest(app_id="shop")
@bus.create_function(fn_id="f{number}", trigger=inngest.TriggerEvent(event="a/b"))
async def f(ctx: inngest.Context) -> None:
    tell = functools.partial(ctx.step.send_event, "tell", inngest.Event(name="no/one.{number}"))
    await ctx.group.parallel((tell,))
""".encode()
        for number in range(40)
    }
    alone, shared = (
        check_project(Codebase(Sources(files)), (), chosen_rules(), Terms(), processes=processes)
        for processes in (1, 3)
    )
    assert shared.diagnostics == alone.diagnostics
    assert sum(one.rule == "unreceived-event" for one in alone.diagnostics) == 40


@pytest.mark.parametrize("name", sorted(_RULES))
def test_which_rules_ask_for_events_is_known(name: str) -> None:
    asked = False

    class Asked(Codebase):
        @property
        def sent(self) -> tuple[Sent, ...]:
            nonlocal asked
            asked = True
            return super().sent

        @property
        def received(self) -> tuple[Received, ...]:
            nonlocal asked
            asked = True
            return super().received

    for project in projects():
        list(_RULES[name].run(Asked(files_of(project))))
    assert _RULES[name].reads_events is asked


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that this test starts; other tests may have left some of their own."""
    made: list[int] = []
    fork = check_processes._fork

    def noted() -> int:
        child = fork()
        made.extend([child] if child else [])
        return child

    monkeypatch.setattr(check_processes, "_fork", noted)
    return made


def _none_is_left(started: list[int]) -> None:
    assert len(started) == 2
    for child in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def _stopped() -> None:
    os._exit(3)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _broken() -> None:
    raise RuntimeError("a rule is wrong")


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("end", [_stopped, _killed, _broken], ids=lambda end: end.__name__)
def test_what_a_process_fails_to_judge_is_judged_all_the_same(
    end: object, started: list[int]
) -> None:
    project = Codebase(files_of(projects()[0]))
    paths = list(project.candidates)
    here = os.getpid()

    def judge(file: FileFacts) -> Iterator[Diagnostic]:
        if os.getpid() != here:
            assert callable(end)
            end()
        yield Diagnostic(file.path, 1, 1, 1, 1, "seen")

    found = list(judged(project, paths, judge, 3))
    assert [each.path for each in found] == paths
    _none_is_left(started)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_more_files_than_a_pipe_has_room_for() -> None:
    project = Codebase(files_of(projects()[0]))
    paths = list(project.candidates)[:1] * 40_000
    found = judged(project, paths, lambda file: [Diagnostic(file.path, 1, 1, 1, 1, "seen")], 2)
    assert sum(1 for _ in found) == len(paths)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_a_rule_that_fails_here_leaves_no_process_behind(started: list[int]) -> None:
    project = Codebase(files_of(projects()[0]))

    def judge(file: FileFacts) -> Iterator[Diagnostic]:
        raise RuntimeError("a rule is wrong")
        yield

    with pytest.raises(RuntimeError, match="a rule is wrong"):
        list(judged(project, project.candidates, judge, 3))
    _none_is_left(started)


def test_where_no_process_can_be_made_one_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    project = Codebase(files_of(projects()[0]))
    paths = list(project.candidates)
    found = judged(project, paths, lambda file: [Diagnostic(file.path, 1, 1, 1, 1, "seen")], 3)
    assert [each.path for each in found] == paths


def test_a_large_project_is_shared_and_a_small_one_is_not() -> None:
    assert worthwhile(20) == 1
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    assert worthwhile(5_000) == min(cores, 8)


def test_the_command_says_each_thing_once(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{ "dependencies": { "inngest": "^3.30.0" } }\n')
    (tmp_path / "client.ts").write_text(
        'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "shop" });\n'
    )
    for number in range(300):
        (tmp_path / f"fn{number:03}.ts").write_text(
            'import { inngest } from "./client";\n'
            f'export const f = inngest.createFunction({{ id: "f-{number}", retries: 1 }}, '
            f'{{ event: "a/{number}" }}, async ({{ step }}) => {{\n'
            '  await fetch("https://example.com");\n'
            f'  await step.sendEvent("s", {{ name: "a/{(number + 1) % 300}" }});\n}});\n'
        )
    run = [sys.executable, "-m", "scaffold", "check", "--format", "github"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True)
    said = [line for line in done.stdout.splitlines() if "side-effect-outside-step" in line]
    assert done.returncode == 1
    assert [line.split("file=")[1][:8] for line in said] == [f"fn{n:03}.ts" for n in range(300)]
    assert not any("unreceived-event" in line for line in done.stdout.splitlines())
