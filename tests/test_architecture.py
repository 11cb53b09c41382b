"""The dependency direction of the package, and who may do what."""

import ast
from pathlib import Path

import pytest

import scaffold

PACKAGE = Path(scaffold.__file__).parent
# From the top to the bottom; a module may import from its own layer and from those below.
LAYERS = [
    {"__main__", "cli"},
    {"USE_CASE"},
    {"stacks", "kinds", "rules", "reporters"},
    {"inngest"},
    {"syntax", "units"},
    {"errors", "names"},
]
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def layer(module: str) -> int:
    top = module.split(".")[0]
    for number, names in enumerate(LAYERS):
        if top in names:
            return number
    return 1


def imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    for name in imported(path):
        if name.startswith("scaffold."):
            target = name.removeprefix("scaffold.")
            assert layer(target) >= layer(name_of(path)), f"{name_of(path)} imports {name}"


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("tree_sitter", "syntax"),
        ("copier", "copier_gateway"),
        ("questionary", "cli"),
        ("typer", "cli"),
    ],
)
def test_a_library_has_one_importer(library: str, owner: str) -> None:
    importers = {
        name_of(path).split(".")[0]
        for path in MODULES
        for name in imported(path)
        if name.split(".")[0].startswith(library)
    }
    assert importers == {owner}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if name_of(path).split(".")[0] in ("__main__", "cli", "release", "generate"):
        return
    called = {
        node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    }
    assert not called & {
        "print",
        "input",
        "exit",
        "sys.exit",
        "sys.stdout.write",
        "sys.stderr.write",
    }


def test_a_stack_is_named_only_where_stacks_are_declared() -> None:
    for path in MODULES:
        if name_of(path).split(".")[0] in ("stacks",):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Compare):
                compared = [ast.unparse(part) for part in (node.left, *node.comparators)]
                assert not {"'nextjs'", "'fastapi'"} & set(compared), f"{path}:{node.lineno}"
