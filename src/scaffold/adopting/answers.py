"""The answers that say where a repository has what the templates speak of."""

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.adopting.detection import Detected
from scaffold.errors import ScaffoldError
from scaffold.inngest.endpoints import address_of
from scaffold.names import words
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules

NODE_MANAGERS, PYTHON_MANAGERS = ("npm", "pnpm", "yarn", "bun"), ("uv", "pip")
_DEPLOYMENTS = {"typescript": ("vercel", "railway"), "python": ("railway",)}
# What may stand in a sentence, a glob and a string of YAML without meaning something else there.
_PLAIN = re.compile(r"[\w@~#$ ./()\[\]:&=+,;{}\"'<>-]*")
_SYNCHRONOUS = ("flask", "django", "tornado", "digitalocean")


class Wanted(NamedTuple):
    """What was asked of `adopt` besides places."""

    hooks: bool = True
    agents: tuple[str, ...] = ()
    dev: str | None = None
    typecheck: str | None = None
    test: str | None = None
    url: str | None = None


def answers_of(found: Detected, origin: str, wanted: Wanted) -> dict[str, object]:
    """Return the answers for a repository, as its detection and the options say.

    Raises ScaffoldError for a path that no answers file can hold.
    """
    python = found.language == "python"
    docs = found.docs
    agents = [*wanted.agents, *(["codex"] if docs.claude_is_agents else [])]
    if docs.agents_is_claude:
        agents = [each for each in agents if each != "codex"]
    alone = docs.agents_is_claude or (docs.claude and not docs.agents)
    answers: dict[str, object] = {
        "project_name": _slug(found.root),
        "stack": "fastapi" if python else "nextjs",
        **({} if python else {"sdk": "3" if found.sdk == "v3" else "4"}),
        "kinds": list(found.kinds),
        "package_manager": _manager(found),
        "deployment": _deployment(found),
        "agent_hooks": wanted.hooks,
        "origin": origin,
        "framework": found.framework.title if found.framework else "",
        "adapter": _adapter(found),
        "agents": list(dict.fromkeys(agents)),
        # Beside a CLAUDE.md that does not bring it in, nobody would read an AGENTS.md of ours, and
        # Next.js would put its own lines there.
        "agents_file": not alone,
        "serve_url": wanted.url or _url(found),
        "dev_command": _given(wanted.dev, found.tools.commands.dev),
        "typecheck_command": _given(wanted.typecheck, found.tools.commands.typecheck),
        "test_command": _given(wanted.test, found.tools.commands.test),
        "tests_path": found.tests,
        **_places(found),
    }
    if python:
        answers["handlers"] = _handlers(found)
    for name, value in answers.items():
        if isinstance(value, str) and not _PLAIN.fullmatch(value):
            raise ScaffoldError(
                f"`{value}` holds characters that the files for agents cannot spell (`{name}`)",
                "rename it, or name another place with the options",
            )
    return answers


def _given(option: str | None, detected: str) -> str:
    return detected if option is None else option


def _places(found: Detected) -> dict[str, object]:
    client, registry = found.client, found.registry
    functions = found.functions
    if functions is None:
        functions = posixpath.dirname(client.path) if client is not None else found.folder
    python = found.language == "python"
    suffix = posixpath.splitext(client.path)[1] if client else ".py" if python else ".ts"
    function = posixpath.join(functions, f"on_user_created{'.py' if python else suffix}")
    events = _events_path(found)
    spelled = _specifiers(found.codebase.modules, posixpath.dirname(function))
    modules = found.codebase.modules
    answers: dict[str, object] = {
        "client_path": client.path if client else "",
        "events_path": events,
        "registry_path": registry.serve_path if registry else "",
        "functions_path": functions or ".",
        "client_module": specifier(modules, function, client.path, spelled) if client else "",
        "events_module": specifier(modules, function, events, spelled) if events else "",
    }
    if client is not None:
        symbol = client.symbol or ("inngest_client" if python else "inngest")
        answers["client_name"] = symbol
        answers["client_import"] = _import(found, symbol, str(answers["client_module"]))
    return answers


def _events_path(found: Detected) -> str:
    """The module of typed events, when they are written as the files for agents teach."""
    for module in found.events:
        content = found.codebase.files.read(module.path) or b""
        if module.form in ("event-type", "record") and module.names:
            return module.path
        if module.form == "pydantic" and b"def to_event(" in content:
            return module.path
    return ""


def _import(found: Detected, symbol: str, module: str) -> str:
    assert found.client is not None
    if not found.client.exported:
        return ("# " if found.language == "python" else "// ") + "the client, as the others get it"
    if found.language == "python":
        return f"from {module} import {symbol}"
    names = symbol if found.client.default else f"{{ {symbol} }}"
    return f'import {names} from "{module}";'


def _specifiers(modules: Modules, folder: str) -> list[str]:
    """What the files of a folder import, in their words."""
    beside = [path for path in sorted(modules.paths) if posixpath.dirname(path) == folder]
    sources = [modules.source(path) for path in beside if language_of(path) is not None]
    return [each.module for source in sources if source is not None for each in imports(source)]


def specifier(modules: Modules, importer: str, target: str, siblings: Sequence[str] = ()) -> str:
    """Return how a file would import another one, written like its siblings; empty for no way."""
    try:
        return modules.specifier_for(importer, target, siblings)
    except ScaffoldError:
        return ""


def _slug(root: Path) -> str:
    text = root.name if root.name.isascii() else ""
    slug = "-".join(words(text)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    return slug[:60].strip("-") if re.match(r"[a-z]", slug) else "app"


def _manager(found: Detected) -> str:
    known = PYTHON_MANAGERS if found.language == "python" else NODE_MANAGERS
    manager = found.tools.package_manager
    return manager if manager in known else known[-1] if found.language == "python" else known[0]


def _deployment(found: Detected) -> str:
    target = found.tools.deployment
    return target if target in _DEPLOYMENTS[found.language] else "none"


def _adapter(found: Detected) -> str:
    if found.framework is None:
        return ""
    return f"{found.framework.key}-{found.router}" if found.router else found.framework.key


def _handlers(found: Detected) -> str:
    """How a function of the repository is defined: by what serves it, else as the others are."""
    key = found.framework.key if found.framework else ""
    return "sync" if key in _SYNCHRONOUS else "async"


def _url(found: Detected) -> str:
    port = found.tools.port or (found.framework.port if found.framework else 3000)
    is_routed = found.framework is not None and found.framework.routers
    path = address_of(found.registry.serve_path) if is_routed and found.registry else None
    return f"http://localhost:{port}{path or '/api/inngest'}"
