"""Development tool: `python -m scaffold.devtools.release vX.Y.Z` adds the templates to the bundle.

The bundle only grows: a released version keeps its tree for ever, because projects made from it
need it again to be updated.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from scaffold.disk.git import Repository, run_outside
from scaffold.disk.work_tree import WorkTree
from scaffold.errors import ScaffoldError
from scaffold.template import store as template_store
from scaffold.template.changelog import version_key

_IDENTITY = ("-c", "user.name=scaffold", "-c", "user.email=templates@scaffold.invalid")


def release(version: str, templates: Path, package: Path) -> str:
    """Add the folder of templates to the package's bundle as a version; return its tree hash.

    Raises ScaffoldError when the version is not above every released one, has no heading in the
    templates' changelog, or changes nothing.
    """
    versions_file = package / "template_versions.json"
    versions: dict[str, str] = (
        json.loads(versions_file.read_text()) if versions_file.is_file() else {}
    )
    key = version_key(version)
    if key is None or any(key <= (version_key(other) or ()) for other in versions):
        raise ScaffoldError(
            f"cannot release `{version}`: it is not above {', '.join(versions) or 'v0.0.0'}",
            "name the next version, for example `v1.2.0`",
        )
    if f"## {version}" not in (templates / "CHANGELOG.md").read_text():
        raise ScaffoldError(
            f"cannot release `{version}`: `templates/CHANGELOG.md` has no heading for it",
            f"say what changes for a project under `## {version}`",
        )
    bundle = package / "template.bundle"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "templates"
        begin = ["init", "--initial-branch=main", str(place)]
        if versions:
            begin = ["clone", "--branch", "main", str(bundle), str(place)]
        begun = run_outside(*begin, folder=Path(folder), protocols="file")
        if begun.code != 0:
            raise ScaffoldError(f"cannot read `{bundle}`: {begun.why}", "bring it back from git")
        repository = Repository(WorkTree(place, place / ".git"), place)
        repository.output("rm", "-rq", "--ignore-unmatch", ".")
        shutil.copytree(templates, place, dirs_exist_ok=True)
        repository.output("add", "--all", "--force", ".")
        tree = repository.output("write-tree").decode().strip()
        if tree in versions.values():
            raise ScaffoldError(
                f"cannot release `{version}`: the templates are those of a released version",
                "change the templates first",
            )
        message = ("--quiet", "--no-gpg-sign", "--message", f"Release {version}")
        repository.output(*_IDENTITY, "commit", *message)
        repository.output("tag", "--no-sign", version)
        created = ("create", "--quiet", str(bundle), "HEAD", "main", "--tags")
        repository.output("bundle", *created)
    versions_file.write_text(json.dumps({**versions, version: tree}, indent=2) + "\n")
    return tree


def main() -> None:
    """Release the templates of this checkout."""
    package = template_store.bundle().parent
    try:
        tree = release(sys.argv[1], template_store.templates_folder(), package)
    except ScaffoldError as error:
        sys.exit(f"error: {error.message}\nhint: {error.hint}")
    sys.stdout.write(f"released {sys.argv[1]} with tree {tree}\n")


if __name__ == "__main__":
    main()
