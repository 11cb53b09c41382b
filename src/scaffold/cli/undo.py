"""`scaffold undo`."""

from scaffold.cli.app import app
from scaffold.cli.options import DryRun, Json, Quiet
from scaffold.cli.output import begin, report_outcome


@app.command("undo")
def undo_command(dry_run: DryRun = False, as_json: Json = False, quiet: Quiet = False) -> None:
    """Take back what the last command wrote in this project."""
    from scaffold.outcome import take_back

    report_outcome("undo", take_back(begin(dry_run=dry_run)), as_json=as_json)
