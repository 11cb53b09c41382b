"""`scaffold update`, without its check, against `copier update` on the same project.

Run it as `.venv/bin/python -m benchmarks.update`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._timing import medians, report
from scaffold.devtools.release import release
from scaffold.template import store as template_store

RUNS = 9
_UPDATE = """
import sys
from pathlib import Path
from scaffold.outcome import prepare
from scaffold.updating.update import update
assert update(prepare(Path.cwd(), dry_run=False)).changed
"""


def measure(runs: int) -> dict[str, float]:
    """Return the medians of both commands, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["HOME"] = folder
        (home / ".gitconfig").write_text("[user]\n\tname = T\n\temail = t@example.com\n")
        made = [sys.executable, "-m", "scaffold", "new", str(home / "shop"), "--defaults"]
        subprocess.run([*made, "--kind", "cron"], check=True, capture_output=True)
        os.environ["PYTHONPATH"] = str(_package_with_one_more_version(home).parent)

        def project() -> Path:
            copy = Path(tempfile.mkdtemp(dir=home)) / "shop"
            return Path(shutil.copytree(home / "shop", copy))

        # This puts the newer bundle where copier reads it.
        check = [sys.executable, "-m", "scaffold", "update", "--check"]
        subprocess.run(check, cwd=project(), check=False, capture_output=True)
        return medians(
            {
                "copier update": [sys.executable, "-m", "copier", "update", "--defaults"],
                "scaffold update": [sys.executable, "-c", _UPDATE],
            },
            runs=runs,
            folder=project,
        )


def main() -> None:
    """Print the medians and their ratio."""
    found = measure(RUNS)
    report(f"update, median of {RUNS} runs", found, "copier update", {"scaffold update": 0.9})


def _package_with_one_more_version(home: Path) -> Path:
    """Return a copy of the package whose templates have one more version."""
    package = home / "newer/scaffold"
    shutil.copytree(template_store.bundle().parent, package)
    templates = Path(
        shutil.copytree(
            template_store.templates_folder(), package / "templates", dirs_exist_ok=True
        )
    )
    newest = json.loads((package / "template_versions.json").read_text())
    major = int(list(newest)[-1][1:].split(".")[0])
    version = f"v{major + 1}.0.0"
    for claude in templates.glob("*/CLAUDE.md.jinja"):
        claude.write_text(claude.read_text().replace("# Inngest\n", "# Inngest, revised\n", 1))
    changelog = templates / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + f"\n## {version}\n\n- Revised.\n")
    release(version, templates, package)
    return package


if __name__ == "__main__":
    main()
