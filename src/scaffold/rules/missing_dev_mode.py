"""Set `INNGEST_DEV=1` in the local environment files.

SDK v4 and Python expect the cloud unless told otherwise. Without `INNGEST_DEV`, SDK v4 answers
the Dev Server with a 500 and cannot send for want of an event key; a Python app does not even
start. SDK v3 guesses dev mode by itself. The variable belongs in a file that is read on the
developer's machine only, such as `.env.development`. In a project that `new` did not make, which
may set it in another way, a missing one is a warning.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property

from scaffold.code.outline import CallSite
from scaffold.code.values import argument
from scaffold.inngest.codebase import Codebase
from scaffold.rules._packages import contents, is_in, made_by_new
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0" }, "scripts": { "dev": "next dev" } }
        // file: .env.example
        INNGEST_EVENT_KEY=
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" }); // error
        """,
        valid="""
        // file: package.json
        { "dependencies": { "inngest": "^4.0.0" }, "scripts": { "dev": "next dev" } }
        // file: .env.development
        INNGEST_DEV=1
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: .env.example
        DATABASE_URL=
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")  # error
        """,
        valid="""
        # file: .env.example
        DATABASE_URL=
        INNGEST_DEV=1
        # file: app/client.py
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        """,
    ),
]
_PLACES = regex(
    r"(^|/)(\.env[\w.-]*|[\w.-]*\.env|env\.[\w.-]+|(docker-)?compose[\w.-]*\.ya?ml|Procfile[\w.-]*"
    r"|package\.json|pyproject\.toml|Makefile|justfile|\.justfile|Taskfile\.ya?ml|Dockerfile[\w.-]*"
    r"|conftest\.py|dev\.\w+|devbox\.json|flake\.nix|mise\.toml|\.mise\.toml|\.envrc|turbo\.json"
    r"|nx\.json|(mprocs|process-compose)\.ya?ml|launch\.json|devcontainer\.json|[\w.-]*\.(sh|toml))$",
    re.IGNORECASE,
)
# Files that git ignores, and so no listing names, are still read by their usual names.
_USUAL = (
    ".env", ".env.local", ".env.development", ".env.development.local", ".env.dev", ".env.example",
    ".env.sample", ".env.template", ".env.test", ".envrc", ".dev.vars",
)  # fmt: skip
_CODE = regex(
    r"(^|/)(?!vitest|jest|playwright|cypress)[\w.-]*(settings|config|env|main|dev)\w*"
    r"\.(py|ts|mjs|js)$"
)
_SCRIPTS = ("script", "scripts")
_SCRIPT = regex(r"(^|/)scripts?/[^/]+\.([cm]?[jt]s|py)$")
# A script sets it for what it starts; one that only asks for it sets nothing.
_GIVES = regex(rb"\bINNGEST_DEV[\"']?\]?\s*(?:[:=,]|\?\?=|\|\|=)(?!=)")
_SET = regex(rb"^(?![ \t]*(?:#(?!!)|//|/?\*)).*\bINNGEST_DEV\b", re.MULTILINE)


def check(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first client of each package that no file puts in dev mode."""
    packages: dict[str, list[CallSite]] = {}
    for site in project.clients:
        path = site.outline.path
        if project.packages.sdk(path) in ("v4", "python"):
            packages.setdefault(project.packages.folder(path), []).append(site)
    setters = _Setters(project)
    for package, sites in packages.items():
        silent = [site for site in sites if not _says(site, project)]
        if not silent or len(silent) < len(sites) or setters.reach(package):
            continue
        yield report(
            silent[0],
            "no local environment file sets `INNGEST_DEV`, so the app expects the cloud and "
            "refuses the Dev Server",
            f"add `INNGEST_DEV=1` to `{posixpath.join(package, '.env.development')}`, or to the "
            "script that starts the app on your machine",
            severity="error" if made_by_new(project) else "warning",
        )


def _says(site: CallSite, project: Codebase) -> bool:
    """Whether a client states its mode, or may."""
    if site.outline.language == "python":
        splat = any(node.type == "dictionary_splat" for node in site.arguments)
        return splat or "is_production" in site.keywords
    options = argument(site, 0, project)
    return (
        options is None
        or not options.is_object
        or options.has_unknown_entries
        or options.entry("isDev") is not None
    )


class _Setters:
    """The files that set the variable: by their names places for settings, and Inngest code."""

    def __init__(self, project: Codebase) -> None:
        self.project = project

    @cached_property
    def places(self) -> list[str]:
        return [
            path
            for path in self.project.modules.paths
            if (
                (_PLACES.search(path) or _CODE.search(path))
                and _SET.search(self.project.files.read(path) or b"")
            )
            or (_SCRIPT.search(path) and self._is_set_by(path))
        ]

    def _is_set_by(self, script: str) -> bool:
        content = self.project.files.read(script) or b""
        if b"INNGEST_DEV" not in content:
            return False
        return any(_SET.match(line) and _GIVES.search(line) for line in content.splitlines())

    @cached_property
    def code(self) -> list[str]:
        return [file.path for file in self.project.file_facts if _SET.search(file.source.content)]

    def reach(self, package: str) -> bool:
        """Whether one of them stands in a package, or among the files of a folder around it."""
        folders = [package]
        while folders[-1]:
            folders.append(posixpath.dirname(folders[-1]))
        usual = [posixpath.join(folder, name) for folder in folders for name in _USUAL]
        if any(_SET.search(content) for content in contents(self.project, usual)):
            return True
        files = self.project.files
        if any(files.read(path) is None and files.unread(path) for path in usual):
            return True  # it is there, and what it sets is not known
        return any(is_in(package, path) or _folder(path) in folders for path in self.places) or any(
            is_in(package, path) for path in self.code
        )


def _folder(path: str) -> str:
    """The folder that a file speaks for: a script's is the one around `scripts/`."""
    folder = posixpath.dirname(path)
    return posixpath.dirname(folder) if posixpath.basename(folder) in _SCRIPTS else folder
