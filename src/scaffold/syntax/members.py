"""Where `ns.name` is defined when `ns` is an imported module."""

from scaffold.syntax.imports import imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


def module_member(source: Source, spelled: str, modules: Modules) -> tuple[str, str] | None:
    """Return where `ns.fn` is defined: the file and the name there; None when `ns` is no module."""
    *path, name = "".join(spelled.split()).split(".")
    if not path:
        return None  # what is left of a member expression in a file that does not parse
    for bound in imports(source):
        if bound.local != path[0] or bound.type_only or bound.local == "*":
            continue
        dotted = bound.module if bound.name == "*" else ""
        if dotted and dotted.split(".")[: len(path)] != path and bound.bound_module == path[0]:
            dotted = ""
        if dotted == ".".join(path) and bound.bound_module == path[0]:
            place = modules.origin(source.path, dotted, "*")
        else:
            place = modules.origin(source.path, bound.bound_module, bound.name)
            for part in path[1:]:
                if place is None or place[1] != "*":
                    return None
                place = modules.exported(place[0], part) or _submodule(modules, place[0], part)
        if place is not None and place[1] == "*":
            return modules.exported(place[0], name) or _submodule(modules, place[0], name)
    return None


def _submodule(modules: Modules, package: str, name: str) -> tuple[str, str] | None:
    if not package.endswith("__init__.py"):
        return None
    path = modules.resolve(package, f".{name}")
    return (path, "*") if path is not None else None
