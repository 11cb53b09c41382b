"""Which package an import comes from in the end, through files that only hand it on."""

from scaffold.syntax.modules import Modules

_DEEPEST = 100


def packaged(modules: Modules, importer: str, module: str, name: str) -> tuple[str, str] | None:
    """Return the package module and the name there behind one imported name.

    None when a file of the project defines it.
    """
    path = modules.resolve(importer, module)
    if path is None:
        return None if module.startswith(".") else (modules.installed(importer, module), name)
    return _handed_on(modules, path, name, set(), 0)


def _handed_on(
    modules: Modules, path: str, name: str, seen: set[tuple[str, str]], depth: int
) -> tuple[str, str] | None:
    table = modules.exports(path)
    if (path, name) in seen or name in table.own or name == "*" or depth > _DEEPEST:
        return None
    seen.add((path, name))
    if name in table.handed_on:
        module, original = table.handed_on[name]
        target = modules.resolve(path, module)
        if target is not None:
            return _handed_on(modules, target, original, seen, depth + 1)
        return None if module.startswith(".") else (modules.installed(path, module), original)
    outside = []
    for module in table.stars if name != "default" else []:
        target = modules.resolve(path, module)
        if target is not None:
            found = _handed_on(modules, target, name, seen, depth + 1)
            if found is not None:
                return found
        elif not module.startswith("."):
            outside.append(module)
    # Of several packages that are handed on as a whole, nobody knows which has the name.
    return (modules.installed(path, outside[0]), name) if len(outside) == 1 else None
