"""Options that several commands share."""

from typing import Annotated

import typer

from scaffold.cli.output import be_quiet

NonInteractive = Annotated[
    bool, typer.Option("--non-interactive", help="Never ask; name the missing options instead.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print a diff for `git apply`; write nothing.")
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Print errors and warnings only.", callback=be_quiet),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")]


def listed(given: list[str] | None) -> list[str]:
    """Return the values of an option that is repeated, joined by commas, or both."""
    return [value for each in given or () for one in each.split(",") if (value := one.strip())]
