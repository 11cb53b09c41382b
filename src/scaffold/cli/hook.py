"""`scaffold hook`: install or remove the hooks of a coding agent; it runs them by itself."""

from scaffold.cli.app import app
from scaffold.cli.help import HELP, App
from scaffold.cli.options import DryRun, Json, Quiet
from scaffold.cli.output import begin, report_outcome

_hook = App(
    below="hook",
    help="Tell a coding agent what to mend, while it works.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(_hook, name="hook", short_help=HELP["hook"].line)


@_hook.command("install")
def install_command(dry_run: DryRun = False, as_json: Json = False, quiet: Quiet = False) -> None:
    """Wire both hooks in `.claude/settings.json`; everything else in it stays."""
    from scaffold.hooks.install import install

    outcome = install(begin(dry_run=dry_run))
    report_outcome("hook install", outcome, as_json=as_json)


@_hook.command("uninstall")
def uninstall_command(dry_run: DryRun = False, as_json: Json = False, quiet: Quiet = False) -> None:
    """Take both hooks out of `.claude/settings.json`, and nothing else."""
    from scaffold.hooks.install import uninstall

    outcome = uninstall(begin(dry_run=dry_run))
    report_outcome("hook uninstall", outcome, as_json=as_json)


@_hook.command("post-edit")
def post_edit_command() -> None:
    """Check the file an agent edited. Claude Code runs it, with JSON on standard input."""


@_hook.command("stop")
def stop_command() -> None:
    """Check what an agent changed. Claude Code runs it, with JSON on standard input."""
