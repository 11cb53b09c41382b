"""`scaffold adopt`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.cli.app import app
from scaffold.cli.options import DryRun, Json, NonInteractive, Quiet
from scaffold.cli.output import begin, can_ask, report_outcome, status
from scaffold.cli.places import Client, FunctionsDir, Registry, Sdk, asking
from scaffold.shown import shown

if TYPE_CHECKING:
    from scaffold.adopting.adopt import Confirm
    from scaffold.adopting.detection import Detected
    from scaffold.disk.transaction import Change
    from scaffold.outcome import Outcome


AgentHooks = Annotated[
    bool, typer.Option("--agent-hooks/--no-agent-hooks", help="Check each edit of Claude Code.")
]
DevCommand = Annotated[
    str | None, typer.Option(metavar="COMMAND", help="Start the app with this command.")
]
TypecheckCommand = Annotated[
    str | None, typer.Option(metavar="COMMAND", help="Check the types with this command.")
]
TestCommand = Annotated[
    str | None, typer.Option(metavar="COMMAND", help="Run the tests with this command.")
]
ServeUrl = Annotated[
    str | None, typer.Option(metavar="URL", help="Expect the app to answer Inngest here.")
]


@app.command("adopt")
def adopt_command(
    agent_files: Annotated[
        bool, typer.Option("--agent-files", help="Write rules, skill and hooks alone; no code.")
    ] = False,
    agent: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME,…", help="Write for codex, cursor or copilot too."),
    ] = None,
    agent_hooks: AgentHooks = True,
    client: Client = None,
    registry: Registry = None,
    functions_dir: FunctionsDir = None,
    sdk: Sdk = None,
    dev_command: DevCommand = None,
    typecheck_command: TypecheckCommand = None,
    test_command: TestCommand = None,
    serve_url: ServeUrl = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take out again what adopting put in.")
    ] = False,
    non_interactive: NonInteractive = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Bring Inngest to an app without it, and rules, hooks and checks to any repository."""
    if remove:
        return _remove(dry_run=dry_run, as_json=as_json)
    from scaffold.adopting.adopt import adopt
    from scaffold.adopting.answers import Wanted
    from scaffold.functions.places import Places

    wanted = Wanted(
        hooks=agent_hooks,
        agents=tuple(one for given in agent or () for one in given.split(",") if one),
        dev=dev_command,
        typecheck=typecheck_command,
        test=test_command,
        url=serve_url,
    )
    places = Places(client=client, registry=registry, functions=functions_dir, sdk=sdk)
    interactive = can_ask(non_interactive, as_json)
    at = begin(dry_run=dry_run)

    def run(where: Places) -> "Outcome":
        confirm = _confirm(interactive=interactive, as_json=as_json)
        return adopt(at, where, wanted, confirm, agent_files=agent_files)

    outcome = asking(run, places, interactive)
    report_outcome("adopt", outcome, as_json=as_json)
    return 0


def _remove(*, dry_run: bool, as_json: bool) -> int:
    from scaffold.adopting.remove import remove

    outcome = remove(begin(dry_run=dry_run))
    report_outcome("adopt --remove", outcome, as_json=as_json)
    return 1 if outcome.data.get("kept") else 0


def _confirm(*, interactive: bool, as_json: bool) -> "Confirm":
    def confirm(found: "Detected", changes: "Sequence[Change]") -> bool:
        from scaffold.adopting.report import in_words

        if not as_json:
            for name, value in in_words(found):
                status(f"  {name:<16} {shown(value)}")
            status("")
        if not interactive:
            return True
        from scaffold.cli.prompts import confirm as asked

        for each in changes:
            status(f"  {each.verb} {each.path}")
        status("")
        return asked("Write these files?")

    return confirm
