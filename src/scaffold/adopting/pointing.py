"""Which command brings Inngest to the app that a person stands in, for the hints of others."""

import os
from pathlib import Path

from scaffold.adopting.detection import app_folders, app_root, detect
from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.project import ANSWERS_FILE, find_project
from scaffold.shown import argument


def adopt_command(folder: Path, *, with_inngest: bool) -> str | None:
    """Return the command that adopts the app in a folder, None where there is none to adopt.

    `with_inngest` says whether an app that has Inngest already counts.
    """
    try:
        app = _app(folder)
        if app is None or (detect(app, Places()).has_inngest and not with_inngest):
            return None
        where = "" if _leads_there(app) else f"cd {argument(os.path.relpath(app))} && "
    except ScaffoldError:  # the hint that stands already says more
        return None
    return f"{where}scaffold adopt"


def _app(folder: Path) -> Path | None:
    root = app_root(folder.absolute(), find_project(folder).root)
    able = app_folders(DiskFiles(root))
    if not able or (root / ANSWERS_FILE).exists():
        return None
    return root if "" in able or len(able) == 1 else root / able[0]


def _leads_there(app: Path) -> bool:
    """Whether the command takes that app from the working directory."""
    here = Path.cwd()
    return app.samefile(app_root(here, find_project(here).root))
