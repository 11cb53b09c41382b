"""Find the units of a package: stacks, kinds and rules are each one module, listed nowhere.

A unit with parts of its own is a package instead; what it is stands in its `__init__.py`.
"""

# On the path of the hook after an edit, where `pathlib` is slow to load.
# ruff: noqa: PTH110, PTH118, PTH123, PTH208
import importlib
import os
from types import ModuleType

_PACKAGE = "__init__.py"


def discover(package: str) -> dict[str, ModuleType]:
    """Return the units of a package by name, in order, without those that start with `_`."""
    return {name: importlib.import_module(f"{package}.{name}") for name in unit_names(package)}


def unit_names(package: str) -> tuple[str, ...]:
    """Return the names of a package's units, in order, without importing them."""
    names = {
        name.removesuffix(".py")
        for folder in importlib.import_module(package).__path__
        for name in os.listdir(folder)
        if name[0] != "_"
        if name.endswith(".py") or os.path.exists(os.path.join(folder, name, _PACKAGE))
    }
    return tuple(sorted(names))


def unit_source(package: str, name: str) -> bytes:
    """Return the source text of a unit, without importing it.

    Raises ModuleNotFoundError where there is none of that name.
    """
    for folder in importlib.import_module(package).__path__:
        for path in (os.path.join(folder, f"{name}.py"), os.path.join(folder, name, _PACKAGE)):
            try:
                with open(path, "rb") as file:
                    return file.read()
            except FileNotFoundError:
                continue
    raise ModuleNotFoundError(f"no module named {package}.{name}")
