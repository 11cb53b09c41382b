"""Prints what the installed SDK offers, in the form of surface.mjs."""

# mypy: ignore-errors

import importlib
import json
from typing import Any

import inngest


def names(value: Any) -> list[str]:
    """Return the public names of a class's instances, methods of what they hold included."""
    return [name for name in dir(value) if not name.startswith("_")]


entries = {}
for entry in ("", "connect", "experimental"):
    try:
        module = importlib.import_module(f"inngest.{entry}".rstrip("."))
    except ImportError:  # of a package that is not installed: `connect` needs one
        continue
    entries[entry] = list(module.__all__)
print(
    json.dumps(
        {
            "entries": entries,
            "context": list(inngest.Context.__annotations__),
            "step": [name for name in names(inngest.Step) if name != "ai"],
            "group": ["parallel"],
        }
    )
)
