"""The environment files: dev mode on the developer's machine only, and the secrets of routes."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from scaffold.diagnosing.subject import Problem, Subject, warning
from scaffold.functions.environment import ENVIRONMENT_FILES
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.language import language_of

_PRODUCTION = (
    ".env.production", ".env.production.local", "Dockerfile", "fly.toml", "vercel.json",
    "railway.json", "railway.toml", "render.yaml", "app.yaml", "netlify.toml",
)  # fmt: skip
_SET = re.compile(
    r"""^[ \t]*(?:export[ \t]+|ENV[ \t]+)?["']?INNGEST_DEV["']?[ \t]*[=: ][ \t]*"""
    r"""["']?([^"'\s#,]*)""",
    re.MULTILINE,
)
_EXPORT = "export INNGEST_DEV=1"
# Packages that read environment files: what else starts an app takes what the shell has.
_LOADS = re.compile(
    r"(?i)^(next|nuxt|astro|vite|@sveltejs/kit|@remix-run/dev|@react-router/dev|gatsby|expo"
    r"|react-scripts|@redwoodjs/core|@nestjs/config|.*dotenv.*|env-cmd|django-environ|environs"
    r"|pydantic-settings|python-decouple)$"
)
_OFF = ("0", "false", "no", "off")
_READS = re.compile(
    r"""process\.env(?:\.|\[["'])([A-Z][A-Z0-9_]*)"""
    r"""|os\.(?:environ(?:\.get\(|\[)|getenv\()\s*["']([A-Z][A-Z0-9_]*)"""
)
_ROUTE = re.compile(r"(?i)web-?hook")
_SECRET = re.compile(r"SECRET|KEY|TOKEN|PASSWORD")
# Where the environment of a route is described besides files for it.
_ALSO = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml", "turbo.json")
# What else starts an app with variables of its own.
_STARTS = (
    *_ALSO, "package.json", "Procfile", "Procfile.dev", "Makefile", "justfile", ".envrc",
    "mise.toml", "dev.py", "manage.py", ".vscode/launch.json",
)  # fmt: skip


def missing(subject: Subject) -> Iterator[Problem]:
    """Find clients that stay in cloud mode on the developer's machine."""
    packages = subject.codebase.packages
    told = {each.path: each for each in subject.told("missing-dev-mode")}
    for path in subject.clients:
        folder = packages.folder(path)
        problem = told.get(path)
        if problem is None and packages.sdk(path) in ("v4", "python"):
            text = subject.text(path)
            if "isDev" in text or "is_production" in text or _is_set(subject, folder):
                continue
            problem = warning(
                "no environment file and no script sets `INNGEST_DEV`: started without it, the app "
                "expects the cloud and refuses the Dev Server",
                "",
                path,
            )
        if problem is not None:
            file = posixpath.join(folder, ".env.development")
            mend = f"echo INNGEST_DEV=1 >> {file}" if _is_loaded(subject, path) else _EXPORT
            yield problem._replace(mend=mend)


def _is_loaded(subject: Subject, path: str) -> bool:
    """Whether something reads environment files for an app: its framework, a package, `dev.py`."""
    names = subject.codebase.packages.dependencies(path)
    made = subject.restorable and not subject.project.is_adopted
    return made or any(_LOADS.search(name) for name in names)


def hard_coded(subject: Subject) -> Iterator[Problem]:
    """Find clients that are in dev mode wherever they run."""
    yield from subject.told("hard-coded-dev-mode")


def switched_off(subject: Subject) -> Iterator[Problem]:
    """Find local environment files that switch dev mode off."""
    for folder in subject.packages:
        for name in ENVIRONMENT_FILES:
            path = posixpath.join(folder, name)
            match = _SET.search(subject.text(path))
            if match is None:
                continue
            if match[1].lower() in _OFF:
                yield Problem(
                    f"`{path}` sets `INNGEST_DEV` to `{match[1]}`, so the app expects Inngest "
                    "Cloud and answers the Dev Server with an error",
                    f"sed -i.bak 's/^INNGEST_DEV=.*/INNGEST_DEV=1/' {path}",
                    path,
                    subject.line(path, match.start()),
                )
            break


def in_production(subject: Subject) -> Iterator[Problem]:
    """Find files for production that switch dev mode on."""
    for folder in subject.packages:
        for name in _PRODUCTION:
            path = posixpath.join(folder, name)
            for match in _SET.finditer(subject.text(path)):
                if match[1] and match[1].lower() not in _OFF:
                    yield Problem(
                        f"`{path}` sets `INNGEST_DEV`, so in production no signature is checked "
                        "and events go to a Dev Server that is not there",
                        f"take the line out of `{path}`; it belongs in `.env.development`",
                        path,
                        subject.line(path, match.start()),
                    )


def secrets(subject: Subject) -> Iterator[Problem]:
    """Find secrets that a webhook's route reads and that no environment file names."""
    told: set[str] = set()
    for path in subject.files.paths():
        if not _ROUTE.search(path) or language_of(path) is None or not is_app_file(path):
            continue
        named = _named(subject, subject.codebase.packages.folder(path))
        for match in _READS.finditer(subject.text(path)):
            name = match[1] or match[2]
            if not _SECRET.search(name) or name in told or name in named:
                continue
            told.add(name)
            yield Problem(
                f"the route reads `{name}`, and no environment file names it, so it answers every "
                "delivery with an error",
                f"echo {name}= >> .env.example, and give it a value in `.env.local` and where the "
                "app is deployed",
                path,
                subject.line(path, match.start()),
            )


def _is_set(subject: Subject, folder: str) -> bool:
    names = (*ENVIRONMENT_FILES, *_STARTS)
    paths = {posixpath.join(above, name) for above in ("", folder) for name in names}
    return any("INNGEST_DEV" in subject.text(path) for path in paths)


def _named(subject: Subject, folder: str) -> set[str]:
    """Return the names of variables in the environment files of a package and of the root."""
    found: set[str] = set()
    for path in subject.files.paths():
        above, name = posixpath.split(path)
        if above in ("", folder) and (fnmatch(name, ".env*") or name in _ALSO):
            found |= _names(subject.text(path))
    # Git ignores those that hold real values.
    for name in (*ENVIRONMENT_FILES, ".env.production"):
        for above in {"", folder}:
            found |= _names(subject.text(posixpath.join(above, name)))
    return found


def _names(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", text))
