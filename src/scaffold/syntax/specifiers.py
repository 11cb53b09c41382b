"""How a file would name a module it does not import yet, best spelling first."""

import keyword
import posixpath
from collections.abc import Collection, Iterator, Sequence

from scaffold.disk.well_known import MANIFESTS, STARTED_BY
from scaffold.syntax.module_paths import CompilerOptions
from scaffold.syntax.regexes import regex

_MANIFESTS = (*MANIFESTS["python"], STARTED_BY)
Model = tuple[str, str]  # a specifier the file uses already, and the path it means


def spellings(
    importer: str,
    target: str,
    models: Sequence[Model],
    options: CompilerOptions,
    paths: Collection[str],
) -> Iterator[str]:
    """Yield the ways `importer` may name `target`; whoever asks resolves each and takes the first.

    An import of `target` is copied, one of a neighbour but for its last part; else the style
    of the other project imports counts; else an alias is taken where a relative path would climb.
    """
    if importer.endswith(".py"):
        yield from _python(importer, target, models, paths)
        return
    yield from (specifier for specifier, path in models if path == target)
    for specifier, path in models:
        copied = _copied(specifier, path, target)
        if copied is not None:
            yield copied
    relative = _relative(importer, target)
    styles = [_prefix(specifier, path) for specifier, path in models]
    aliases = list(_aliased(target, options))
    by_path = [model for model, style in zip(models, styles, strict=True) if style == "relative"]
    suffix = _suffix_style(by_path, options, importer)
    for style in dict.fromkeys(styles):
        like = [model for model, each in zip(models, styles, strict=True) if each == style]
        if style == "relative":
            yield _finish(relative, target, suffix)
        elif style is not None:
            ending = _suffix_style(like, options, importer)
            if style.startswith("#") and not ending and _suffix_style([], options, importer):
                # Node adds no suffix to these: `#client` tells nothing of how a file is named.
                continue
            yield from (_finish(a, target, ending) for a in aliases if a.startswith(style))
            yield from (_finish(a, target, ending) for a in _like(style, like, target))
    ending = _suffix_style(models, options, importer)
    if relative.startswith("../"):
        yield from (_finish(alias, target, ending) for alias in aliases)
    yield _finish(relative, target, suffix)
    yield from (_finish(alias, target, ending) for alias in aliases)


_SOURCE_SUFFIX = regex(r"\.(d\.)?(ts|tsx|mts|cts|js|jsx|mjs|cjs)$")
_EMITTED = {".ts": ".js", ".tsx": ".js", ".jsx": ".js", ".mts": ".mjs", ".cts": ".cjs"}


def _stem(path: str) -> str:
    return _SOURCE_SUFFIX.sub("", path)


def _copied(specifier: str, path: str, target: str) -> str | None:
    """Return a neighbour's specifier with its last part changed to the target's."""
    if posixpath.dirname(path) != posixpath.dirname(target):
        return None
    ending = _ending(specifier, path)
    spelled = specifier[: len(specifier) - len(ending)] if ending else specifier
    stem = posixpath.basename(_stem(path))
    if posixpath.basename(spelled) != stem:
        # A folder named for its index file: the neighbour is below it.
        return f"{spelled}/{_named(target, ending or '')}" if stem == "index" else None
    folder = spelled[: len(spelled) - len(stem)]
    return folder + _named(target, ending)


def _ending(specifier: str, path: str) -> str:
    """Return the file suffix a specifier spells out, empty when it leaves it off."""
    found = _SOURCE_SUFFIX.search(specifier)
    if found is None:
        return ""
    # `./stripe.js` may be the file `stripe.js.ts`; then `.js` belongs to the name.
    return "" if posixpath.basename(_stem(path)).endswith(found[0]) else found[0]


def _named(target: str, ending: str) -> str:
    suffix = posixpath.splitext(target)[1]
    stem = posixpath.basename(_stem(target))
    if not ending:
        return stem
    if ending in (".js", ".mjs", ".cjs"):
        return stem + _EMITTED.get(suffix, suffix)
    return stem + suffix


def _suffix_style(models: Sequence[Model], options: CompilerOptions, importer: str) -> str:
    """Return `.js`, `.ts` or nothing: what most specifiers like these end in."""
    if models:
        endings = [_ending(specifier, path) for specifier, path in models]
        return max(dict.fromkeys(endings), key=endings.count)
    if importer.endswith((".js", ".jsx")):
        # As Node reads them: a bundler knows these names too.
        return ".js" if options.is_module else ""
    if importer.endswith(".mjs"):
        return ".js"
    return ".js" if options.module_resolution in ("node16", "node18", "nodenext") else ""


def _finish(base: str, target: str, ending: str) -> str:
    """Return a specifier from a path without suffix."""
    if ending:
        folder = posixpath.dirname(base)
        return (f"{folder}/" if folder else "") + _named(target, ending)
    return base.removesuffix("/index") or base


def _relative(importer: str, target: str) -> str:
    path = posixpath.relpath(_stem(target), posixpath.dirname(importer) or ".")
    return path if path.startswith(".") else f"./{path}"


def _prefix(specifier: str, path: str) -> str | None:
    """Return the part of an alias before the path it stands for, `relative` for `./` and `../`."""
    if specifier.startswith("."):
        return "relative"
    parts = _stem(path).removesuffix("/index").split("/")
    spelled = specifier[: len(specifier) - len(_ending(specifier, path))]
    for at in range(len(parts)):
        tail = "/".join(parts[at:])
        if spelled.endswith(tail):
            return spelled[: len(spelled) - len(tail)]
    return None


def _like(style: str, models: Sequence[Model], target: str) -> Iterator[str]:
    """Yield the target behind the same prefix, from the folder that prefix stands for."""
    for specifier, path in models:
        spelled = specifier[: len(specifier) - len(_ending(specifier, path))]
        stem = _stem(path).removesuffix("/index")
        tail = spelled[len(style) :]
        if spelled.startswith(style) and stem.endswith(tail):
            root = stem[: len(stem) - len(tail)]
            if _stem(target).startswith(root):
                yield style + _stem(target)[len(root) :]


def _aliased(target: str, options: CompilerOptions) -> Iterator[str]:
    stem = _stem(target)
    found = []
    for alias in options.aliases:
        for place in alias.targets:
            before, star, after = place.partition("*")
            before = before.removeprefix("./")
            if star and stem.startswith(before) and not after:
                found.append((len(before), alias.pattern.replace("*", stem[len(before) :])))
    yield from (spelling for _, spelling in sorted(found, key=lambda pair: -pair[0]))
    if options.base_url is not None and stem.startswith(options.base_url):
        yield stem[len(options.base_url) :].lstrip("/")


def _python(
    importer: str, target: str, models: Sequence[Model], paths: Collection[str]
) -> Iterator[str]:
    stem = target.removesuffix(".py").removesuffix("/__init__")
    dotted = stem.replace("/", ".")
    bases = [_relative_base(importer, name) for name, _ in models if name.startswith(".")]
    relative = _python_relative(importer, stem, [base for base in bases if base], paths)
    for specifier, path in sorted(models, key=lambda model: _python_rank(model, importer, target)):
        if specifier.startswith("."):
            yield from relative
        elif path != importer and not _is_own_package(importer, path):
            # Where the absolute names of this project start.
            known = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            root = known.removesuffix(specifier)
            if known.endswith(specifier) and dotted.startswith(root):
                yield dotted.removeprefix(root)
    importable = _importable(stem)
    from_manifest = _from_manifest(importable, stem, paths)
    if from_manifest is not None:
        yield from_manifest
    yield ".".join(importable).removeprefix("src.")
    for at in range(len(importable)):
        yield ".".join(importable[at:])
    yield from relative


def _from_manifest(importable: list[str], stem: str, paths: Collection[str]) -> str | None:
    """Return the name below the folder of the nearest manifest, where a program is started."""
    parts = stem.split("/")
    for at in range(len(parts) - 1, len(parts) - len(importable) - 1, -1):
        folder = "/".join(parts[:at])
        if any(posixpath.join(folder, name) in paths for name in _MANIFESTS):
            # A package with a manifest inside is imported from above it.
            inside = f"{folder}/__init__.py" in paths
            return None if inside else ".".join(parts[at:]).removeprefix("src.")
    return None


def _importable(stem: str) -> list[str]:
    """Return the last parts of a path that a dotted name may hold: `my-api/app/a`, `app.a`."""
    parts = stem.split("/")
    for at in range(len(parts) - 2, -1, -1):
        if not parts[at].isidentifier() or keyword.iskeyword(parts[at]):
            return parts[at + 1 :]
    return parts


def _is_own_package(importer: str, path: str) -> bool:
    """Whether a path is a package around the importer, which hardly means it by that name."""
    folder, name = posixpath.split(path)
    return name == "__init__.py" and importer.startswith(f"{folder}/")


def _python_rank(model: Model, importer: str, target: str) -> tuple[bool, bool]:
    """Order what a file imports: neighbours of the target first, then names of several parts.

    A name of one part below the project's root may be another package's: that of `inngest`, where
    a folder of the project has the same name.
    """
    specifier, path = model
    is_doubtful = not specifier.startswith(".") and "." not in specifier and "/" in path
    return is_doubtful, posixpath.dirname(path) != posixpath.dirname(target)


def _relative_base(importer: str, specifier: str) -> str:
    """Return the folder that the dots of a relative import stand for."""
    folder = posixpath.dirname(importer)
    for _ in range(len(specifier) - len(specifier.lstrip(".")) - 1):
        folder = posixpath.dirname(folder)
    return folder


def _python_relative(
    importer: str, stem: str, bases: Collection[str], paths: Collection[str]
) -> Iterator[str]:
    """Yield the relative import of a module, unless it climbs past the topmost package."""
    here = importer.split("/")[:-1]
    there = stem.split("/")
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    base = "/".join(here[:common])
    # A folder without `__init__.py` is a package where the file's own imports take it for one.
    known = any(f"{base}/".startswith(f"{each}/") for each in bases)
    if base and (known or f"{base}/__init__.py" in paths):
        yield "." * (len(here) - common + 1) + ".".join(there[common:])
