"""Options that several commands share."""

from typing import Annotated

import typer

NonInteractive = Annotated[
    bool, typer.Option("--non-interactive", help="Never ask; name the missing options instead.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print a diff for `git apply`; write nothing.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
