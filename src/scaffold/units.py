"""Find the units of a package: stacks, kinds and rules are each one module, listed nowhere."""

# On the path of the hook after an edit, where `pathlib` is slow to load.
# ruff: noqa: PTH118, PTH123, PTH208
import importlib
import os
from types import ModuleType


def discover(package: str) -> dict[str, ModuleType]:
    """Return the modules of a package by name, in order, without those that start with `_`."""
    return {name: importlib.import_module(f"{package}.{name}") for name in unit_names(package)}


def unit_names(package: str) -> tuple[str, ...]:
    """Return the names of a package's units, in order, without importing them."""
    names = {
        name.removesuffix(".py")
        for folder in importlib.import_module(package).__path__
        for name in os.listdir(folder)
        if name.endswith(".py") and name[0] != "_"
    }
    return tuple(sorted(names))


def unit_source(package: str, name: str) -> bytes:
    """Return the source text of a unit, without importing it."""
    for folder in importlib.import_module(package).__path__:
        try:
            with open(os.path.join(folder, f"{name}.py"), "rb") as file:
                return file.read()
        except FileNotFoundError:
            continue
    raise ModuleNotFoundError(f"no module named {package}.{name}")
