"""`scaffold verify`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.options import Json
from scaffold.cli.output import has_colour, report_interrupted, result, result_json, status
from scaffold.cli.places import Registry
from scaffold.cli.progress import working
from scaffold.errors import ScaffoldError
from scaffold.shown import counted, shown

if TYPE_CHECKING:
    from scaffold.verifying.findings import Finding
    from scaffold.verifying.follow import Run
    from scaffold.verifying.running import Runner, Show, Trial
    from scaffold.verifying.verify import Report, Verification

_LONGEST_WAIT = 86_400


@app.command("verify")
def verify_command(
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="FUNCTION", help="Run this function once, and follow it."),
    ] = None,
    send: Annotated[
        str | None,
        typer.Option(metavar="EVENT", help="Send this event, and follow what it starts."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Run every function once.")] = False,
    data: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="Send this data, not what the event's schema makes."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="JSON", help="Answer what the run waits for; repeat for more."),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write JUnit XML to this file, with --all.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Find the app's handler here.")
    ] = None,
    dev_server: Annotated[
        str | None, typer.Option(metavar="URL", help="Find the Inngest Dev Server here.")
    ] = None,
    registry: Registry = None,
    wait: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", help="Wait for servers that start, and in steps that wait."
        ),
    ] = 0,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="Give each answer so many seconds.")
    ] = 5,
    yes: Annotated[
        bool, typer.Option("--yes", help="Sync, send and run on another machine too.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Compare what is served and synced with the source, and run functions for real."""
    from scaffold.project import find_project
    from scaffold.verifying.findings import exit_code
    from scaffold.verifying.payloads import read_data
    from scaffold.verifying.verify import Verification, VerifyRequest

    _refuse_combinations(run, send, every, data=data, answer=answer, junit=junit)
    _refuse_no_time("--wait", wait, 0)
    _refuse_no_time("--timeout", timeout, 0.1)
    given = read_data(data, "--data") if data is not None else None
    answers = [read_data(each, "--answer") for each in answer or ()]
    project = find_project(Path.cwd())
    report_interrupted(project.root)
    request = VerifyRequest(
        url=url, dev_server=dev_server, registry=registry, timeout=timeout, wait=wait, allowed=yes
    )
    verification = Verification(project, request)
    if run or send or every:
        _refuse_elsewhere(verification, url, dev_server)
    if wait and not as_json:
        status(f"waiting up to {wait:g} s for the app and the dev server")
    with working("asking the app and the dev server"):
        report = verification.run()
    if not as_json:
        _show(report)
    trials: list[Trial] = []
    if report.synced is not None and not report.synced.error and (run or send or every):
        with _started(verification, report, answers, as_json=as_json) as runner:
            for trial in _trials(runner, run, send, given):
                trials.append(trial)
                if not as_json:
                    _show_trial(trial)
    if every and not as_json:
        _show_table(trials)
    if junit is not None:
        _write_junit(junit, report, trials)
    if as_json:
        found = [trial.document() for trial in trials]
        result_json({"command": "verify", **report.document(), "trials": found})
    return exit_code([*report.findings, *(each for trial in trials for each in trial.findings)])


def _refuse_combinations(
    run: str | None,
    send: str | None,
    every: bool,
    *,
    data: str | None,
    answer: list[str] | None,
    junit: Path | None,
) -> None:
    """Raise ScaffoldError for options that leave one another without a meaning."""
    chosen = [flag for flag, given in (("--run", run), ("--send", send), ("--all", every)) if given]
    if len(chosen) > 1:
        raise ScaffoldError(f"{' and '.join(chosen)} exclude each other", "give one of them")
    single = "--run" in chosen or "--send" in chosen
    needs = (
        ("--data", data is not None, single, "`--run FUNCTION` or `--send EVENT`"),
        ("--answer", bool(answer), single, "`--run FUNCTION` or `--send EVENT`"),
        ("--junit", junit is not None, "--all" in chosen, "`--all`"),
    )
    for flag, given, has_it, needed in needs:
        if given and not has_it:
            raise ScaffoldError(f"`{flag}` needs {needed}", f"add {needed}, or leave it out")


def _refuse_no_time(flag: str, seconds: float, least: float) -> None:
    """Raise ScaffoldError for what is no number of seconds to wait."""
    if not least <= seconds <= _LONGEST_WAIT:
        raise ScaffoldError(
            f"`{flag} {seconds:g}` is no time to wait", f"give {least:g} to {_LONGEST_WAIT} seconds"
        )


def _refuse_elsewhere(verification: "Verification", *urls: str | None) -> None:
    """Raise ScaffoldError before something is started on another machine that nobody allowed."""
    from scaffold.verifying.addresses import read_url

    elsewhere = [
        each for each in urls if each and not verification.may_change(read_url(each, "--url"))
    ]
    if elsewhere:
        raise ScaffoldError(
            f"`{shown(elsewhere[0], 200)}` is not on this machine, and a run there does real work",
            "add `--yes` if that is what you want",
            missing_flags=["--yes"],
        )


@contextmanager
def _started(
    verification: "Verification",
    report: "Report",
    answers: list[dict[str, object]],
    *,
    as_json: bool,
) -> "Iterator[Runner]":
    """Give what runs functions; what it started is cancelled when the command is stopped."""
    from scaffold.disk import interrupts
    from scaffold.verifying.running import Runner

    with _live(as_json=as_json) as show:
        runner = Runner(verification, report, answers=answers, show=show)
        try:
            yield runner
        except BaseException:
            with interrupts.held():
                for left in runner.cancel():
                    status(f"run {left.id} could not be cancelled: cancel it in the Runs tab")
            raise


@contextmanager
def _live(*, as_json: bool) -> "Iterator[Show]":
    """Give what shows runs as they go on; nothing where there is no screen to show them on."""
    if as_json or not has_colour():
        yield lambda runs: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from scaffold.verifying.tree import STYLES, lines

    with Live(console=Console(highlight=False), transient=True, auto_refresh=False) as live:

        def show(runs: "Sequence[Run]") -> None:
            text = Text(no_wrap=True, overflow="ellipsis")
            for line in lines(runs):
                text.append(f"{shown(line.text)}\n", style=STYLES.get(line.status, ""))
            live.update(text, refresh=True)

        yield show


def _trials(
    runner: "Runner", run: str | None, send: str | None, data: dict[str, object] | None
) -> "Iterator[Trial]":
    if run is not None:
        yield runner.run(run, data)
    elif send is not None:
        yield runner.send(send, data)
    else:
        yield from runner.every()


def _show(report: "Report") -> None:
    if report.app is not None:
        count = report.app.function_count
        result(f"app         {shown(report.app.url)}  {report.app.mode} mode, {count} functions")
    if report.server is not None:
        synced = f"  app `{shown(report.synced.id)}`" if report.synced is not None else ""
        result(f"dev server  {report.server.url}{synced}")
    _show_findings(report.findings)
    if not report.findings and report.source is not None:
        functions = counted(len(report.source.functions), "function")
        result(f"ok: {functions} served and synced as `{report.source.path}` says")


def _show_findings(findings: "Sequence[Finding]") -> None:
    for finding in findings:
        result(f"{finding.code}: {finding.message}")
        result(f"  → {finding.hint}")


def _show_trial(trial: "Trial") -> None:
    from scaffold.verifying.tree import lines

    result("")
    for line in lines(trial.runs):
        result(line.text)
    for note in trial.notes:
        result(f"note: {note}")
    _show_findings(trial.findings)


def _show_table(trials: "Sequence[Trial]") -> None:
    """One line per function at the end, where it can be read without scrolling."""
    if not trials:
        return
    from scaffold.verifying.tree import duration

    wide = max(len(shown(trial.name)) for trial in trials)
    result("")
    for trial in trials:
        ended = [run.status for run in trial.runs] or ["NOT STARTED"]
        waits = any(run.is_cancelled for run in trial.runs)
        outcome = trial.findings[0].code if trial.findings else "waits" if waits else ended[0]
        took = duration(int(trial.seconds * 1000))
        result(f"{shown(trial.name):{wide}}  {outcome:16}  {took}")
    wrong = sum(bool(trial.findings) for trial in trials)
    result(f"{len(trials)} functions, {wrong} with something wrong")


def _write_junit(file: Path, report: "Report", trials: "Sequence[Trial]") -> None:
    from scaffold.verifying.junit import junit

    name = report.synced.id if report.synced is not None else "app"
    content = junit(report.findings, trials, name)
    try:
        file.write_bytes(content)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ScaffoldError(
            f"`{file}` was not written: {why}", "name a file that can be written"
        ) from None
    status(f"update {file}")
