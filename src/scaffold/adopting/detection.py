"""What a repository is, read and never written: framework, SDK, client, places, tools, agents."""

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.adopting.agent_docs import AgentDocs, agent_docs
from scaffold.adopting.tooling import Tooling, tooling
from scaffold.disk.project_files import DiskFiles
from scaffold.disk.well_known import MANIFESTS, STARTED_BY
from scaffold.errors import ScaffoldError
from scaffold.functions.foreign_client import no_client_in, served_among
from scaffold.functions.foreign_site import ranked, registered_in, sdk_of
from scaffold.functions.pairs import kinds_shown
from scaffold.functions.places import Places
from scaffold.inngest.client_places import LocatedClient, find_clients, hidden_clients
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.endpoints import ROUTERS
from scaffold.inngest.frameworks import Framework, framework_called, framework_of
from scaffold.inngest.locate import find_folders
from scaffold.inngest.registry.edit import Registry, find_registries
from scaffold.inngest.typed_events.events import EventModule, find_event_modules
from scaffold.kinds import chosen_kinds
from scaffold.shown import argument
from scaffold.stacks import Sdk
from scaffold.syntax.file_purpose import is_app_file, purpose_of
from scaffold.syntax.files import Files
from scaffold.syntax.language import LanguageName, language_of
from scaffold.syntax.modules import Modules
from scaffold.updating.manifests import node_packages, python_packages

_MANIFESTS = (*MANIFESTS["typescript"], *MANIFESTS["python"], STARTED_BY)
_LANGUAGES: tuple[LanguageName, ...] = ("typescript", "python")
_ROUTER = re.compile(r"(?:^|/)(?P<router>app|pages)/(?:.*/)?(?:page|layout|route|_app|index)\.\w+$")


@dataclass(frozen=True, kw_only=True)
class Detected:
    """What one app of a repository is. Fields are empty for what is not there."""

    root: Path
    folder: str
    """The folder of the app's manifest below the root."""
    language: LanguageName
    framework: Framework | None
    router: str
    sdk: Sdk | None
    sdk_version: str
    client: LocatedClient | None
    registries: tuple[Registry, ...]
    registry: Registry | None
    functions: str | None
    """The folder of the functions; None without any."""
    function_count: int
    events: tuple[EventModule, ...]
    kinds: tuple[str, ...]
    source_folder: str
    alias: str
    tests: str
    tools: Tooling
    docs: AgentDocs
    codebase: Codebase

    @property
    def has_inngest(self) -> bool:
        """Whether the app makes a client or serves functions."""
        return bool(self.client or self.registries or self.function_count)


def app_root(start: Path, top: Path) -> Path:
    """Return the folder to adopt: the nearest with a manifest, the top of the repository else."""
    for folder in (start, *start.parents):
        if folder == top or not folder.is_relative_to(top):
            break
        if any((folder / name).is_file() for name in _MANIFESTS):
            return folder
    return top


def detect(root: Path, places: Places, planned: Files | None = None) -> Detected:
    """Return what the repository at a root is, or with `planned` what it will be.

    Raises ScaffoldError, naming the option, for what is there twice, and for what is given and is
    not there.
    """
    files: Files = planned if planned is not None else DiskFiles(root)
    modules = Modules(files)
    codebase = Codebase(files, modules=modules)
    registries = tuple(
        one for one in find_registries(files, modules=modules) if is_app_file(one.serve_path)
    )
    registry = _registry(registries, places, root)
    client = _client(_clients(codebase), registry, places, modules)
    language = _language(files, registry, client)
    anchor = client.path if client else registry.serve_path if registry else ""
    folder = codebase.packages.folder(anchor) if anchor else _package(files, language)
    framework = _framework(registry, _packages(files, folder, language), language)
    sdk, version = _sdk(codebase, anchor, folder, language, places)
    functions = [one for one in codebase.functions if one.language == language]
    shown = {kind for one in functions for kind in kinds_shown(codebase, one)}
    return Detected(
        root=root,
        folder=folder,
        language=language,
        framework=framework,
        router=_router(files, framework, registry, folder),
        sdk=sdk,
        sdk_version=version,
        client=client,
        registries=registries,
        registry=registry,
        functions=_functions(files, modules, registry, language, folder)
        if places.functions is None
        else places.functions,
        function_count=len(functions),
        events=tuple(find_event_modules(codebase, sdk)) if sdk else (),
        kinds=tuple(kind for kind in chosen_kinds() if kind in shown),
        source_folder=_source_folder(files, folder),
        alias=_alias(modules, folder) if language != "python" else "",
        tests=_tests(files, folder, language),
        tools=tooling(files, folder, language, root, framework.key if framework else ""),
        docs=agent_docs(root, files),
        codebase=codebase,
    )


def _registry(registries: Sequence[Registry], places: Places, root: Path) -> Registry | None:
    if places.registry is not None:
        given = [one for one in registries if places.registry in (one.serve_path, one.path)]
        if not given and registries:
            raise ScaffoldError(
                f"`--registry {places.registry}` serves no Inngest functions",
                "name the file that calls `serve()`, from the project's root",
            )
        return given[0] if given else None
    served = dict.fromkeys(one.serve_path for one in registries)
    if len(served) > 1:
        listed = ", ".join(f"`{path}`" for path in served)
        roots = {app_root((root / path).parent, root) for path in served} - {root}
        apps = sorted(each.relative_to(root).as_posix() for each in roots)
        hint = f"name one: `--registry {argument(next(iter(served)))}`"
        if len(apps) > 1:
            hint += f"; or adopt each app by itself: `cd {argument(apps[0])}` first"
        raise ScaffoldError(
            f"functions are served from {len(served)} files: {listed}",
            hint,
            missing_flags=("--registry",),
        )
    return registries[0] if registries else None


def _clients(codebase: Codebase) -> list[LocatedClient]:
    """The clients with a name, else the files that make one where no name holds it."""
    found = [one for one in find_clients(codebase) if is_app_file(one.path)]
    hidden = [one for one in hidden_clients(codebase) if is_app_file(one.path)]
    return found or [LocatedClient(one.path, "", "", one.language) for one in hidden]


def _client(
    clients: Sequence[LocatedClient], registry: Registry | None, places: Places, modules: Modules
) -> LocatedClient | None:
    if places.client is not None:
        given = [one for one in clients if one.path == places.client]
        if not given:
            raise no_client_in(places.client)
        return given[0]
    if registry is not None and len(clients) > 1:
        language = language_of(registry.serve_path)
        clients = [one for one in clients if language and one.language == language.name]
        clients = served_among(clients, registry, modules)
    if len({one.path for one in clients}) > 1:
        listed = ", ".join(f"`{one.path}`" for one in clients)
        raise ScaffoldError(
            f"there are {len(clients)} Inngest clients: {listed}",
            f"name the one that functions use: `--client {argument(clients[0].path)}`",
            missing_flags=("--client",),
        )
    return clients[0] if clients else None


def _language(
    files: Files, registry: Registry | None, client: LocatedClient | None
) -> LanguageName:
    if client is not None:
        return client.language
    if registry is not None:
        return "python" if registry.serve_path.endswith(".py") else "typescript"
    named = {each for each in _LANGUAGES if framework_of(_packages(files, "", each), each)}
    able = {each for each in _LANGUAGES for folder in app_folders(files, (each,)) if folder}
    for found in (named, able):
        if len(found) == 1:
            return found.pop()
    counts = Counter(
        language.name
        for path in files.paths()
        if (language := language_of(path)) is not None and is_app_file(path)
    )
    return "python" if counts["python"] > counts["typescript"] else "typescript"


def _packages(files: Files, folder: str, language: str) -> Collection[str]:
    python = language == "python"
    return python_packages(files, folder) if python else node_packages(files, folder)


def _package_folders(files: Files) -> list[str]:
    """The folders with a manifest, the root's before others."""
    folders = {
        posixpath.dirname(path) for path in files.paths() if posixpath.basename(path) in _MANIFESTS
    }
    return sorted(folders, key=lambda each: (each.count("/") + bool(each), each))


def app_folders(files: Files, languages: Sequence[LanguageName] = _LANGUAGES) -> list[str]:
    """Return the folders of the packages that name a framework whose apps can be started."""
    found = []
    for folder in _package_folders(files):
        for language in languages:
            framework = framework_of(_packages(files, folder, language), language)
            if framework is None or not framework.starts:
                continue
            if not framework.routers or has_router(files, folder):
                found.append(folder)
    return list(dict.fromkeys(found))


def has_router(files: Files, folder: str) -> bool:
    """Return whether a package has one of the folders that Next.js takes its routes from."""
    inside = f"{folder}/" if folder else ""
    wanted = tuple(f"{inside}{each}" for each in ROUTERS)
    return any(path.startswith(wanted) for path in files.paths())


def _package(files: Files, language: str) -> str:
    """The folder of the one package that names a framework, the root's before others."""
    for folder in _package_folders(files):
        if framework_of(_packages(files, folder, language), language) is not None:
            return folder
    return ""


def _framework(
    registry: Registry | None, packages: Collection[str], language: str
) -> Framework | None:
    if registry is not None:
        served = framework_called(registry.framework)
        if served is not None:
            return served
    return framework_of(packages, language)


def _sdk(
    codebase: Codebase, anchor: str, folder: str, language: str, places: Places
) -> tuple[Sdk | None, str]:
    """The SDK that the app gets; without code of Inngest, what the app's manifest asks for."""
    anchor = anchor or posixpath.join(folder, "main.py" if language == "python" else "index.ts")
    if language == "python":
        versions = codebase.packages.python_sdk(anchor).versions
        return "python", versions[0] if versions else ""
    version = codebase.packages.sdk_version(anchor) or ""
    if places.sdk in ("v3", "v4"):
        return ("v3" if places.sdk == "v3" else "v4"), version
    return sdk_of(codebase.packages, anchor), version


def _router(
    files: Files, framework: Framework | None, registry: Registry | None, folder: str
) -> str:
    if framework is None or not framework.routers:
        return ""
    served = _ROUTER.search(registry.serve_path) if registry is not None else None
    if served is not None:
        return str(served["router"])
    if registry is not None and "pages/api/" in registry.serve_path:
        return "pages"
    inside = f"{folder}/" if folder else ""
    found = Counter(
        match["router"]
        for path in files.paths()
        if path.startswith(inside) and (match := _ROUTER.search(path)) is not None
    )
    return "app" if found["app"] or not found else "pages"


def _functions(
    files: Files, modules: Modules, registry: Registry | None, language: str, folder: str
) -> str | None:
    """The folder that holds all functions, when it holds little else; else the one with most."""
    found = [each for each in find_folders(files, modules) if each.language == language]
    served = [each for each in found if registered_in(each, registry)] or found
    if not served:
        return None
    above = posixpath.commonpath([each.path for each in served])
    if posixpath.relpath(above or ".", folder or ".") not in (".", "src", "app", "src/app", ".."):
        return above
    return ranked(served, registry)[0].path


def _source_folder(files: Files, folder: str) -> str:
    inside = posixpath.join(folder, "src/")
    return "src" if any(path.startswith(inside) for path in files.paths()) else ""


def _alias(modules: Modules, folder: str) -> str:
    options = modules.configurations.options(folder)
    return next((each.pattern for each in options.aliases if each.pattern.endswith("/*")), "")


def _tests(files: Files, folder: str, language: str) -> str:
    inside = f"{folder}/" if folder else ""
    suffix = ".py" if language == "python" else (".ts", ".tsx", ".js", ".mts", ".mjs")
    folders = Counter(
        path.removeprefix(inside).partition("/")[0]
        for path in files.paths()
        if path.startswith(inside) and path.endswith(suffix) and purpose_of(path) == "test"
        if "/" in path.removeprefix(inside)
    )
    named = [name for name in folders if name in ("tests", "test", "__tests__", "spec")]
    return posixpath.join(folder, max(named, key=lambda name: folders[name])) if named else ""
