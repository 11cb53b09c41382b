"""Where a TypeScript specifier may point: aliases, import maps and packages' names."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scaffold.disk.data_files import table_in
from scaffold.syntax.files import Files, ancestors, json_object
from scaffold.syntax.package_names import as_installed, package_name


class Alias(NamedTuple):
    """One line of `paths`: a specifier pattern and where it points, relative to the project."""

    pattern: str
    targets: tuple[str, ...]

    def match(self, specifier: str) -> str | None:
        """Return what the `*` stands for in a specifier, None when the pattern differs."""
        before, star, after = self.pattern.partition("*")
        if not star:
            return "" if specifier == before else None
        if not (specifier.startswith(before) and specifier.endswith(after)):
            return None
        if len(specifier) < len(before) + len(after):
            return None
        return specifier[len(before) : len(specifier) - len(after)]


class CompilerOptions(NamedTuple):
    """What a `tsconfig.json` says about specifiers."""

    aliases: tuple[Alias, ...] = ()
    base_url: str | None = None
    module_resolution: str = ""
    is_module: bool = False
    """Whether the nearest `package.json` makes Node read `.js` files as ES modules."""

    def candidates(self, specifier: str) -> Iterator[str]:
        """Yield the paths, without suffix, that a specifier which is not relative may mean."""
        found = [(alias, alias.match(specifier)) for alias in self.aliases]
        # TypeScript takes the pattern with the longest prefix before its `*`.
        matches = [(alias, rest) for alias, rest in found if rest is not None]
        matches.sort(key=lambda pair: ("*" in pair[0].pattern, -len(pair[0].pattern)))
        for alias, rest in matches:
            for target in alias.targets:
                yield posixpath.normpath(target.replace("*", rest))
        if self.base_url is not None:
            yield join(self.base_url, specifier)

    def roots(self, specifier: str) -> Iterator[str]:
        """Yield the folders that the aliases of a specifier stand for."""
        for alias in self.aliases:
            if "*" in alias.pattern and alias.match(specifier) is not None:
                yield from (join("", target.partition("*")[0]) for target in alias.targets)


def join(folder: str, path: str) -> str:
    """Return a path below a folder, normalised, `` for the project root itself."""
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined == "." else joined


# One builds on another, and so on; more than this is nobody's.
_MOST_CONFIGURATIONS = 50


@dataclass
class Configurations:
    """The `tsconfig.json`, `package.json` and `deno.json` files of a project, read once each."""

    files: Files
    paths: frozenset[str]
    _options: dict[str, CompilerOptions] = field(default_factory=dict)
    _read: dict[str, dict[str, object]] = field(default_factory=dict)
    _maps: dict[str, dict[str, str]] = field(default_factory=dict)
    _loaded: dict[str, CompilerOptions] = field(default_factory=dict)

    def options(self, folder: str) -> CompilerOptions:
        """Return the compiler options of the nearest `tsconfig.json` at or above a folder.

        `is_module` is of the nearest `package.json`.
        """
        pending = [folder]
        while pending[-1] and pending[-1] not in self._options:
            pending.append(posixpath.dirname(pending[-1]))
        for each in reversed(pending):
            if each not in self._options:
                above = self._options[posixpath.dirname(each)] if each else CompilerOptions()
                self._options[each] = self._options_of(each, above)
        return self._options[folder]

    def _options_of(self, folder: str, above: CompilerOptions) -> CompilerOptions:
        names = [join(folder, name) for name in ("tsconfig.json", "jsconfig.json")]
        path = next((name for name in names if name in self.paths), None)
        found = self._load(path) if path is not None else above
        package = join(folder, "package.json")
        is_module = above.is_module
        if package in self.paths:
            is_module = self.json(package).get("type") == "module"
        return found._replace(is_module=is_module)

    def json(self, path: str) -> dict[str, object]:
        if path not in self._read:
            self._read[path] = json_object(self.files, path) if path in self.paths else {}
        return self._read[path]

    def _load(self, path: str, depth: int = 0) -> CompilerOptions:
        if path not in self._loaded:
            self._loaded[path] = CompilerOptions()  # what one that builds on itself builds on
            self._loaded[path] = self._read_options(path, depth)
        return self._loaded[path]

    def _read_options(self, path: str, depth: int) -> CompilerOptions:
        raw = self.json(path)
        folder = posixpath.dirname(path)
        options = table_in(raw, "compilerOptions")
        aliases: tuple[Alias, ...] = ()
        base_url: str | None = None
        resolution = ""
        for parent in self._parents(raw, folder) if depth < _MOST_CONFIGURATIONS else ():
            inherited = self._load(parent, depth + 1)
            aliases = inherited.aliases or aliases
            base_url = base_url if inherited.base_url is None else inherited.base_url
            resolution = inherited.module_resolution or resolution
        own_base = options.get("baseUrl")
        if isinstance(own_base, str):
            base_url = join(folder, own_base.replace("${configDir}", "."))
        paths = table_in(options, "paths")
        if paths:
            root = base_url if base_url is not None else folder
            aliases = tuple(
                Alias(pattern, tuple(_below(root, folder, each) for each in _strings(targets)))
                for pattern, targets in paths.items()
            )
        for key in ("module", "moduleResolution"):
            if isinstance(options.get(key), str):
                resolution = str(options[key]).lower()
        return CompilerOptions(aliases, base_url, resolution)

    def _parents(self, raw: dict[str, object], folder: str) -> Iterator[str]:
        """Yield the configurations one builds on: its `extends`, its `references` without paths."""
        for name in _strings(raw.get("extends")):
            yield from self._config(name, folder)
        if not table_in(raw, "compilerOptions", "paths"):
            for reference in _list(raw.get("references")):
                named = table_in(reference).get("path")
                path = join(folder, named) if isinstance(named, str) else ""
                # A solution file of Vite's kind: the options stand in files beside it.
                if path in self.paths and posixpath.dirname(path) == folder:
                    yield path

    def _config(self, name: str, folder: str) -> Iterator[str]:
        if name.startswith("."):
            bases = [join(folder, name)]
        else:
            owner = next((p for p in self.packages if f"{name}/".startswith(f"{p}/")), None)
            if owner is None:
                return
            bases = [join(self.packages[owner], "." + name[len(owner) :])]
        for base in bases:
            for path in (base, f"{base}.json", join(base, "tsconfig.json")):
                if path in self.paths:
                    yield path
                    return

    @cached_property
    def packages(self) -> dict[str, str]:
        """The folder of each package of the repository, by the name in its `package.json`."""
        found: dict[str, str] = {}
        for path in sorted(self.paths):
            if posixpath.basename(path) == "package.json" and "node_modules" not in path:
                name = self.json(path).get("name")
                if isinstance(name, str) and name:
                    found.setdefault(name, posixpath.dirname(path))
        return found

    def package_candidates(self, specifier: str) -> Iterator[str]:
        """Yield the paths a specifier may mean that names a package of the repository."""
        parts = specifier.split("/")
        name = "/".join(parts[: 2 if specifier.startswith("@") else 1])
        folder = self.packages.get(name)
        if folder is None:
            return
        rest = specifier[len(name) :]
        package = self.json(join(folder, "package.json"))
        exports = package.get("exports")
        if isinstance(exports, str) and not rest:
            yield from _built_or_source(folder, exports)
        elif isinstance(exports, list) and not rest:
            for target in _targets(exports):
                yield from _built_or_source(folder, target)
        elif isinstance(exports, dict):
            table = exports if any(k.startswith(".") for k in exports) else {".": exports}
            yield from _mapped(folder, table, f".{rest}")
        if rest:
            yield join(folder, f".{rest}")
            yield join(folder, f"src{rest}")
            return
        for key in ("source", "types", "module", "main"):
            built = package.get(key)
            if isinstance(built, str):
                yield from _built_or_source(folder, built)
        yield join(folder, "src/index")
        yield join(folder, "index")

    def import_map(self, folder: str) -> dict[str, str]:
        """Return what the import maps at or above a folder say, the nearest one first.

        A target in the project is a path from its root that begins with `/`; others are as written.
        """
        if folder not in self._maps:
            above = self.import_map(posixpath.dirname(folder)) if folder else {}
            own: dict[str, str] = {}
            for name in ("deno.json", "deno.jsonc"):
                manifest = self.json(join(folder, name))
                own |= _import_map(manifest, folder)
                named = manifest.get("importMap")
                if isinstance(named, str) and "://" not in named:
                    path = join(folder, named)
                    own |= _import_map(self.json(path), posixpath.dirname(path))
            self._maps[folder] = above | own if own else above
        return self._maps[folder]

    def mapped(self, folder: str, specifier: str) -> str | None:
        """Return what the import maps make of a specifier, None when they do not name it."""
        table = self.import_map(folder)
        if specifier in table:
            return table[specifier]
        for key in sorted(table, key=len, reverse=True):
            if key.endswith("/") and specifier.startswith(key):
                return table[key] + specifier[len(key) :]
        return None

    def installed(self, folder: str, specifier: str) -> str:
        """Return how a program that has a package under its own name imports what is meant here.

        Without registry, version, CDN or alias; what names no package stays as it is.
        """
        mapped = self.mapped(folder, specifier)
        specifier = as_installed(mapped or specifier)
        found = package_name(specifier)
        if found is None or mapped is not None:
            return specifier
        for above in ancestors(folder):
            manifest = self.json(join(above, "package.json"))
            for key in ("dependencies", "devDependencies"):
                wanted = table_in(manifest, key).get(found.name)
                if isinstance(wanted, str) and wanted.startswith("npm:"):
                    name = as_installed(wanted)
                    return f"{name}/{found.entry}" if found.entry else name
        return specifier

    def hash_candidates(self, folder: str, specifier: str) -> Iterator[str]:
        """Yield the paths a `#alias` may mean, by `imports` of the nearest `package.json`."""
        for above in ancestors(folder):
            path = join(above, "package.json")
            if path in self.paths:
                yield from _mapped(above, table_in(self.json(path), "imports"), specifier)
                return


def _import_map(manifest: dict[str, object], folder: str) -> dict[str, str]:
    return {
        key: "/" + join(folder, target) + ("/" if target.endswith("/") else "")
        if target.startswith((".", "/"))
        else target
        for key, target in table_in(manifest, "imports").items()
        if isinstance(target, str)
    }


def _mapped(folder: str, table: dict[str, object], specifier: str) -> Iterator[str]:
    """Yield what an `imports` or `exports` table of a package says a specifier means."""
    for pattern in sorted(table, key=len, reverse=True):
        rest = Alias(pattern, ()).match(specifier)
        if rest is not None:
            for target in _targets(table[pattern]):
                yield from _built_or_source(folder, target.replace("*", rest))


def _targets(value: object) -> Iterator[str]:
    """Yield the targets of a conditional export in the order they are written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _targets(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _targets(each)


def _built_or_source(folder: str, target: str) -> Iterator[str]:
    """Yield a package's target, and the source it was built from when it is in `dist`."""
    path = join(folder, target)
    yield path
    source = re.sub(r"(^|/)(dist|build|lib|out)/", r"\1src/", target, count=1)
    source = re.sub(r"\.d\.(ts|mts|cts)$", r".\1", source)
    if source != target:
        yield join(folder, source)


def _below(root: str, folder: str, target: str) -> str:
    if target.startswith("${configDir}"):
        return join(folder, target.replace("${configDir}", "."))
    return join(root, target)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in _list(value) if isinstance(each, str)]
