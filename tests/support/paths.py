"""Where the repository and its parts are."""

from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
