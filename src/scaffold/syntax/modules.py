"""Which file an import means, over a project's files; asks no disk and runs no compiler."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from scaffold.errors import ScaffoldError
from scaffold.syntax.exports import Exports, exports, plainly_defines
from scaffold.syntax.files import Files, Noting, ancestors, unread
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.module_paths import Configurations, join
from scaffold.syntax.overlay import Overlay
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source, UnreadableSourceError
from scaffold.syntax.specifiers import spellings

_SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts")
# What the compiler reads where a specifier names the file it will emit.
_EMITTED = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
}
# Aliases that frameworks put in a configuration they generate, so that no file states them.
_USUAL = (
    ("@/", ("src", "", "app")),
    ("~/", ("app", "src", "")),
    ("~~/", ("",)),
    ("$lib/", ("src/lib",)),
    ("#server/", ("server",)),  # of Nuxt, as the next
    ("#shared/", ("shared",)),
)
# An installed package that folders of a project are called after; such a folder would hide it, so
# it is imported through the package around it. A fork installed under its name stands for it, and
# so does its source in a repository that holds both: nobody looks for `serve` in there.
_INSTALLED = frozenset({"inngest"})
# What a build makes of `src`, or of the whole package: `../dist/index.js`.
_BUILT = regex(r"((?:\.\.?/)+)(?:dist|build|out)/")
# A name is handed on by fewer files than this.
_DEEPEST = 100
_NEVER_A_PACKAGE = ("@/", "~", "$", "#")


class Modules:
    """The modules of a project as its `files` are now; make a new one after a change."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._all: frozenset[str] | None = None
        self._configurations: Configurations | None = None
        self._resolved: dict[tuple[str, str], str | None] = {}
        self._sources: dict[str, Source | None] = {}
        self._exports: dict[str, Exports] = {}
        self._defined: dict[tuple[str, str], tuple[str, str] | None] = {}
        self._by_lower_case: dict[str, str] | None = None

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, None for one that cannot be read."""
        return self._files.read(path)

    @property
    def paths(self) -> frozenset[str]:
        """Every path of the project."""
        if self._all is None:
            self._all = frozenset(self._files.paths())
        return self._all

    @property
    def configurations(self) -> Configurations:
        """The project's `tsconfig.json`, `package.json` and `deno.json` files."""
        if self._configurations is None:
            self._configurations = Configurations(self._files, self.paths)
        return self._configurations

    def after(self, contents: Mapping[str, bytes]) -> "Modules":
        """Return the modules as they are with new contents; what did not change is not read again.

        That holds for what was resolved too, unless a new file may now be meant instead.
        """
        changed = Modules(Overlay(self._files, contents))
        changed._sources = {p: s for p, s in self._sources.items() if p not in contents}
        changed._exports = {p: e for p, e in self._exports.items() if p not in contents}
        if any(path.endswith((".json", ".jsonc")) for path in contents):
            return changed
        new = [path for path in contents if path not in self.paths]
        if not new:
            changed._all, changed._resolved = self._all, self._resolved
            changed._configurations = self._configurations
        else:
            changed._all = self.paths.union(new)
            changed._resolved = {
                key: path
                for key, path in self._resolved.items()
                if path is not None and not self._may_mean(*key, new)
            }
        return changed

    def _may_mean(self, folder: str, specifier: str, paths: Iterable[str]) -> bool:
        """Whether a specifier may mean one of some files; only a package's name hides which."""
        if folder.endswith("/.py"):
            tail = specifier.rpartition(".")[2]
        else:
            tail = specifier.rpartition("/")[2].partition(".")[0]
        return (
            not tail
            or any(tail in path for path in paths)
            or any(specifier.startswith(name) for name in self.configurations.packages)
        )

    def source(self, path: str) -> Source | None:
        """Return a file parsed, None when there is none or it cannot be read."""
        if path not in self._sources:
            content = self._files.read(path) if language_of(path) else None
            try:
                self._sources[path] = Source.parse(path, content) if content is not None else None
            except ScaffoldError as error:
                self._sources[path] = None
                if isinstance(error, UnreadableSourceError) and isinstance(self._files, Noting):
                    self._files.note(path, error.why)
        return self._sources[path]

    def resolve(self, importer: str, specifier: str) -> str | None:
        """Return the project file that an import in `importer` means, None for other packages."""
        key = (importer.rpartition("/")[0], specifier)
        if importer.endswith(".py"):
            key = (key[0] + "/.py", specifier)
        if key not in self._resolved:
            paths, meant = self.paths, self._meant(importer, specifier)
            self._resolved[key] = next((path for path in meant if path in paths), None)
        return self._resolved[key]

    def unread(self, importer: str, specifier: str) -> str | None:
        """Return why what an import may mean is not read, None when it is, or is not there."""
        for path in self._meant(importer, specifier):
            if path in self.paths and self.source(path) is not None:
                return None
            why = unread(self._files, path)
            if why is not None or path in self.paths:
                return f"`{path}` is not read: {why or 'it is no source code that parses'}"
        return None

    def nearly(self, importer: str, specifier: str) -> str | None:
        """Return the file whose path differs from what an import means in capitals only.

        Where file names are not case-sensitive, it is the one that is imported.
        """
        if self._by_lower_case is None:
            self._by_lower_case = {path.lower(): path for path in self.paths}
        meant = self._meant(importer, specifier)
        found = (self._by_lower_case.get(each.lower()) for each in meant)
        return next((path for path in found if path is not None), None)

    def is_own(self, importer: str, specifier: str) -> bool:
        """Whether a specifier can only mean a file of the project, also when there is none.

        In Python, and for a name that a package may have too, only `resolve` can tell.
        """
        folder = posixpath.dirname(importer)
        if importer.endswith(".py"):
            return specifier.startswith(".")
        if specifier.startswith("."):
            return not join(folder, specifier).startswith("..")
        if not specifier.startswith(_NEVER_A_PACKAGE):
            return False
        roots = list(self.configurations.options(folder).roots(specifier))
        # A root without a file may be made by a build.
        return bool(roots) and all(
            any(path.startswith(f"{root}/" if root else "") for path in self.paths)
            for root in roots
        )

    def exported(self, path: str, name: str) -> tuple[str, str] | None:
        """Return the file and the local name behind an exported name, through barrels.

        The name is `*` when it stands for a whole module and `default` for a default export that
        is an expression. None when the file does not export it, or hands it on from a package.
        """
        if (path, name) not in self._defined:
            self._defined[path, name] = self._follow(path, name, set())
        return self._defined[path, name]

    def origin(self, importer: str, module: str, name: str) -> tuple[str, str] | None:
        """Return the file and the local name behind one imported name."""
        path = self.resolve(importer, module)
        if path is not None:
            if name == "*":
                return path, "*"
            found = self.exported(path, name)
            if found is not None or not importer.endswith(".py"):
                return found
        if importer.endswith(".py") and name != "*":
            return self._submodule(importer, module, name)
        return None

    def installed(self, importer: str, specifier: str) -> str:
        """Return the package module that an import means, as its package spells it.

        `inngest/next` for `npm:inngest@4/next`, and for an alias of it in a manifest.
        """
        if importer.endswith(".py") or specifier.partition("/")[0] in _INSTALLED:
            return specifier
        return self.configurations.installed(posixpath.dirname(importer), specifier)

    def _submodule(self, importer: str, package: str, name: str) -> tuple[str, str] | None:
        """Return the module that Python's `from package import name` means when it is one."""
        separator = "" if package.endswith(".") else "."
        path = self.resolve(importer, f"{package}{separator}{name}")
        return (path, "*") if path is not None else None

    def exports(self, path: str) -> Exports:
        """Return what a file exports; nothing for a file that cannot be read."""
        if path not in self._exports:
            source = self.source(path)
            self._exports[path] = exports(source) if source is not None else Exports()
        return self._exports[path]

    def exported_names(self, path: str) -> list[str]:
        """Return every name a file exports, its star exports followed."""
        names: dict[str, None] = {}
        seen: set[str] = set()
        pending = [path]
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            seen.add(at)
            table = self.exports(at)
            names.update(dict.fromkeys([*table.own, *table.handed_on]))
            targets = [self.resolve(at, module) for module in table.stars]
            pending += [target for target in targets if target is not None]
        return [name for name in names if name != "default" or name in self.exports(path).own]

    def specifier_for(
        self, importer: str, target: str, siblings: Iterable[str] | None = None
    ) -> str:
        """Return how `importer` names the module `target`, in the importer's own style.

        `siblings` are the specifiers to copy the style from, best first; without them the
        importer's imports are taken. Each candidate is resolved: the answer means `target`.
        """
        known = list(siblings) if siblings is not None else []
        source = self.source(importer)
        if source is not None:
            known += [each.module for each in imports(source)]
        pairs = [(each, self.resolve(importer, each)) for each in dict.fromkeys(known)]
        # Types written for a package, wherever they are, show nothing of how own modules are named.
        models = [
            (specifier, path)
            for specifier, path in pairs
            if path is not None and not path.endswith(".d.ts")
        ]
        options = self.configurations.options(posixpath.dirname(importer))
        for spelling in spellings(importer, target, models, options, self.paths):
            if self.resolve(importer, spelling) == target or target not in self.paths:
                return spelling
        raise ScaffoldError(
            f"`{importer}` has no way to import `{target}`",
            "move one of the two files, or add an alias to `tsconfig.json`",
        )

    def _follow(
        self, path: str, name: str, seen: set[tuple[str, str]], depth: int = 0
    ) -> tuple[str, str] | None:
        # Where names are handed on by many ways, each file answers once.
        if (path, name) in seen or depth > _DEEPEST:
            return None
        if path not in self._exports and name not in ("*", "default"):
            content = self._files.read(path)
            if content is not None and plainly_defines(content, name, path.endswith(".py")):
                return path, name
        table = self.exports(path)
        if name in table.own:
            return path, table.own[name]
        seen.add((path, name))
        if name in table.handed_on:
            module, original = table.handed_on[name]
            target = self.resolve(path, module)
            if original == "*":
                return (target, "*") if target is not None else None
            found = self._follow(target, original, seen, depth + 1) if target is not None else None
            if found is None and path.endswith(".py"):
                return self._submodule(path, module, original)
            return found
        for module in table.stars if name != "default" else []:
            target = self.resolve(path, module)
            found = self._follow(target, name, seen, depth + 1) if target is not None else None
            if found is not None:
                return found
        return None

    def _meant(self, importer: str, specifier: str) -> Iterator[str]:
        """Yield the files that an import may mean: it means the first of them that is there."""
        if importer.endswith(".py"):
            for base in self._python_bases(importer, specifier):
                yield from _python_names(base)
        else:
            for base in self._bases(importer.rpartition("/")[0], specifier):
                yield from _typescript_names(base)

    def _bases(self, folder: str, specifier: str) -> Iterator[str]:
        """Yield the paths, without suffix, that a TypeScript import may mean."""
        if specifier.startswith("."):
            yield join(folder, specifier)
            built = _BUILT.match(specifier)
            if built is not None:
                for source in ("src/", ""):
                    yield join(folder, built[1] + source + specifier[built.end() :])
            return
        mapped = self.configurations.mapped(folder, specifier)
        if mapped is not None:
            if mapped.startswith("/"):
                yield mapped[1:]
            return
        if specifier.startswith("/"):
            return
        yield from self.configurations.options(folder).candidates(specifier)
        if specifier.startswith("#"):
            yield from self.configurations.hash_candidates(folder, specifier)
        if specifier.partition("/")[0] not in _INSTALLED:
            yield from self.configurations.package_candidates(specifier)
        for prefix, roots in _USUAL:
            if specifier.startswith(prefix):
                for above in ancestors(folder):
                    if not above or join(above, "package.json") in self.paths:
                        for root in roots:
                            yield join(above, posixpath.join(root, specifier[len(prefix) :]))

    def _python_bases(self, importer: str, specifier: str) -> Iterator[str]:
        """Yield the paths, without suffix, that a Python import may mean."""
        folder = posixpath.dirname(importer)
        name = specifier.lstrip(".")
        dots = len(specifier) - len(name)
        tail = name.replace(".", "/")
        if dots:
            for _ in range(dots - 1):
                if not folder:
                    return
                folder = posixpath.dirname(folder)
            yield join(folder, tail) if tail else folder
            return
        if name.partition(".")[0] in _INSTALLED:
            return
        for above in reversed(list(ancestors(folder))):
            yield join(above, tail)
            source = join(above, "src")
            # A `src` that is a package itself is imported as `src.…`.
            if f"{source}/__init__.py" not in self.paths:
                yield join(source, tail)


def _typescript_names(base: str) -> Iterator[str]:
    """Yield the files that a path without suffix, or with that of the output, may mean."""
    if base.startswith(".."):
        return
    stem, suffix = posixpath.splitext(base)
    if suffix in _SUFFIXES:
        yield base
    yield from (stem + source for source in _EMITTED.get(suffix, ()))
    yield from (base + suffix for suffix in _SUFFIXES)
    yield from (join(base, f"index{suffix}") for suffix in _SUFFIXES)


def _python_names(base: str) -> Iterator[str]:
    yield join(base, "__init__.py")
    yield f"{base}.py"
