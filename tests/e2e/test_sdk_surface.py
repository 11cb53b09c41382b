"""The lists of what the SDKs offer, against the SDKs that are installed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scaffold.inngest.sdk_surface import CONTEXT, TOOLS, UNREAD_ENTRIES, exports, spelled

from .processes import run
from .workshop import Workshop

_APPS = Path(__file__).parent / "apps"
# Marks of the module system and of the SDK's own tracing, which no app uses.
_INTERNAL = {"__esModule", "~span"}


def surface(command: str | Path, script: str, place: Path) -> dict[str, Any]:
    """Return what the SDK installed for a command offers."""
    shutil.copy(_APPS / script, place / script)
    done = run([command, script], place, timeout=120).check()
    printed = next(line for line in done.output.splitlines() if line.startswith("{"))
    found: dict[str, Any] = json.loads(printed)
    return found


def unknown(found: dict[str, Any], language: str) -> set[str]:
    """Return what an SDK offers that the lists do not have."""
    missing = set(found["context"]) - CONTEXT[language]
    for group in ("step", "group"):
        for tool in set(found[group]) - _INTERNAL:
            way = f"{group}.{spelled(tool)}"
            if not any(way == known or way.startswith(f"{known}.") for known in TOOLS):
                missing.add(way)
    for entry, names in found["entries"].items():
        if entry not in UNREAD_ENTRIES:
            more = set(names) - exports(language, entry) - _INTERNAL
            missing |= {f"{entry}: {name}" for name in more}
    return missing


@pytest.mark.parametrize("sdk", ["v4", "v3"])
def test_the_lists_hold_all_that_the_sdk_for_typescript_offers(
    sdk: str, workshop: Workshop, node: str, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(workshop.node_modules(sdk.removeprefix("v")))
    found = surface(node, "surface.mjs", tmp_path)
    assert {"", "experimental", "next"} <= set(found["entries"]), "they were read"
    assert {"run", "sleep", "fetch"} <= set(found["step"]), "a handler was called"
    assert unknown(found, "typescript") == set()


def test_the_lists_hold_all_that_the_sdk_for_python_offers(
    workshop: Workshop, tmp_path: Path
) -> None:
    found = surface(workshop.python(), "surface.py", tmp_path)
    assert {"", "experimental"} <= set(found["entries"]), "they were read"
    assert {"run", "send_event"} <= set(found["step"])
    assert unknown(found, "python") == set()
