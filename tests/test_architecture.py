"""The dependency direction of the package, and who may do what."""

import ast
import functools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.kinds import all_kinds
from tests.support.our_code import PACKAGE, nodes_of

pytestmark = pytest.mark.slow  # whichever test comes first parses the whole package

# From the top to the bottom. A module may import from its own package and from those below: not
# from another of its own line, and imports inside functions and under TYPE_CHECKING count too.
LAYERS = [
    {"__main__"},
    {"cli", "devtools"},
    {"adopting", "creating", "diagnosing", "verifying"},
    {"functions", "hooks"},
    {"updating"},
    {"checking"},
    {"outcome"},
    {"rules"},
    {"template"},
    {"kinds", "inngest"},
    {"project"},
    {"stacks"},
    {"code"},
    {"syntax"},
    {"disk"},
    {"units", "names"},
    {"errors", "shown"},
]
MODULES = sorted(PACKAGE.rglob("*.py"))
# How large things may be. A module holds one idea; tables of data may be longer. The last number is
# a ceiling: it goes down when the package does.
LONGEST_MODULE = 400
DATA = {"inngest.effects.python", "inngest.effects.typescript"}
LONGEST_FUNCTION = 50
LONG_FUNCTIONS = 7
MOST_COMPLEX = 18
ALL_LINES = 68_019
# What hands out nodes, and what only a node has: it is one whatever it was imported for.
NODE_MODULES = {"tree", "wrappers"}
OF_NODES = {
    "child_by_field_name",
    "children_by_field_name",
    "descendant_for_byte_range",
    "end_byte",
    "end_point",
    "named_children",
    "next_sibling",
    "node",
    "prev_named_sibling",
    "prev_sibling",
    "root_node",
    "start_byte",
    "start_point",
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


@functools.cache
def imported(path: Path) -> list[str]:
    found = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def modules_imported(path: Path) -> set[str]:
    """Return the modules of the package that a file imports, anywhere in it."""
    found = set()
    for name in imported(path):
        if name.startswith("scaffold."):
            module = name.removeprefix("scaffold.")
            found.add(module if module in NAMES else module.rpartition(".")[0])
    return found - {"", name_of(path)}


def layer(module: str) -> int:
    top = module.split(".")[0]
    return next(number for number, names in enumerate(LAYERS) if top in names)


def test_imports_point_down() -> None:
    found = [
        f"{name} imports {target}"
        for name, path in NAMES.items()
        for target in modules_imported(path)
        if name and name.split(".")[0] != target.split(".")[0] and layer(target) <= layer(name)
    ]
    assert found == []


def imports_of(name: str) -> set[str]:
    return modules_imported(NAMES[name]) & NAMES.keys()


def circles() -> Iterator[set[str]]:
    """Yield every set of modules that reach each other (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in imports_of(name):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            start = stack.index(name)
            if len(stack) - start > 1:
                found.append(set(stack[start:]))
            del stack[start:]

    for name in NAMES:
        if name not in index:
            visit(name)
    yield from found


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert [sorted(circle) for circle in circles()] == []


def reads_nodes(path: Path) -> bool:
    used = {
        node.attr
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and ast.unparse(node) != "programs.node"
    }
    below = {f"syntax.{each}" for each in NODE_MODULES}
    return bool(used & OF_NODES or modules_imported(path) & below)


def test_above_the_model_of_the_code_nobody_reads_nodes() -> None:
    above = {name for name in NAMES if name.split(".")[0] not in ("code", "syntax")}
    assert [name for name in above if reads_nodes(NAMES[name])] == []


def test_the_root_holds_few_modules() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} <= {
        "__init__",
        "__main__",
        "errors",
        "names",
        "outcome",
        "project",
        "shown",
        "units",
    }


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("tree_sitter", "syntax"),
        ("copier", "template.copier_gateway"),
        ("httpx", "verifying.web"),
        ("questionary", "cli"),
        ("typer", "cli"),
    ],
)
def test_a_library_has_one_importer(library: str, owner: str) -> None:
    importers = {
        name_of(path)
        for path in MODULES
        for name in imported(path)
        if name.split(".")[0].startswith(library)
    }
    assert importers
    assert all(f"{name}.".startswith(f"{owner}.") for name in importers), importers


def starts_programs(path: Path) -> bool:
    if {"subprocess", "pty", "asyncio", "multiprocessing"} & set(imported(path)):
        return True
    used = {ast.unparse(node) for node in nodes_of(path) if isinstance(node, ast.Attribute)}
    starts = ("os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn", "os.startfile")
    return any(each.startswith(starts) for each in used)


def test_two_modules_start_programs() -> None:
    """What runs `git` says what git may run; the tools of this repository are not installed."""
    installed = {name: path for name, path in NAMES.items() if not name.startswith("devtools.")}
    found = {name for name, path in installed.items() if starts_programs(path)}
    assert found == {"disk.git", "disk.programs"}


_PRINTS_OR_EXITS = {
    "print",
    "input",
    "exit",
    "sys.exit",
    "sys.stdout.write",
    "sys.stderr.write",
}


def _last_name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def test_only_the_command_line_prints_and_exits() -> None:
    last = {each.rpartition(".")[2] for each in _PRINTS_OR_EXITS}
    found = {
        f"{name}: {ast.unparse(node.func)}"
        for name, path in NAMES.items()
        if name.split(".")[0] not in ("__main__", "cli", "devtools")
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and _last_name(node.func) in last
        if ast.unparse(node.func) in _PRINTS_OR_EXITS
    }
    assert found == set()


def test_a_stack_is_named_only_where_stacks_are_declared() -> None:
    for path in MODULES:
        if name_of(path).split(".")[0] in ("stacks",):
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Compare):
                compared = [ast.unparse(part) for part in (node.left, *node.comparators)]
                assert not {"'nextjs'", "'fastapi'"} & set(compared), f"{path}:{node.lineno}"


@pytest.mark.parametrize("stage", ["request", "values", "events", "new_files", "plan"])
def test_a_function_is_planned_from_values(stage: str) -> None:
    """What is asked for and what there is go down; only who carries out a plan has a ChangeSet."""
    imports = modules_imported(PACKAGE / "functions" / f"{stage}.py")
    assert not {each for each in imports if each.split(".")[0] == "disk"}
    below = ["request", "events", "new_files", "plan", "add"]
    above = (
        {f"functions.{each}" for each in below[below.index(stage) :]} if stage in below else set()
    )
    assert not imports & above


def test_a_kind_is_named_only_where_kinds_are_declared() -> None:
    """`event` and `cron` are words of the SDK too: triggers have them."""
    spelled = {kind.name for kind in all_kinds().values()} - {"event", "cron"}
    spelled |= {kind.mark.name for kind in all_kinds().values()} - {"event", "cron"}
    assert {"fan-out", "fan_out", "wait_for"} <= spelled
    for path in MODULES:
        if name_of(path).split(".")[0] == "kinds":
            continue
        for node in nodes_of(path):
            named = {
                getattr(node, "value", None) if isinstance(node, ast.Constant) else None,
                getattr(node, "attr", None),
                getattr(node, "arg", None),
            }
            assert not named & spelled, f"{path}:{getattr(node, 'lineno', 0)}"


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_a_module_is_short() -> None:
    long = [name for name, path in NAMES.items() if lines_of(path) > LONGEST_MODULE]
    assert set(long) <= DATA


def test_tables_are_longer_than_a_module() -> None:
    assert [name for name in DATA if lines_of(NAMES[name]) <= LONGEST_MODULE] == []


def test_few_functions_are_long() -> None:
    found = [
        f"{name_of(path)}.{node.name}: {length} lines"
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert len(found) <= LONG_FUNCTIONS, "\n".join(found)


def test_no_function_is_complex() -> None:
    ruff = [
        sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "C901",
        "--config", f"lint.mccabe.max-complexity={MOST_COMPLEX}", "--output-format", "json",
        str(PACKAGE),
    ]  # fmt: skip
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = [f"{each['filename']}: {each['message']}" for each in json.loads(done.stdout)]
    assert found == []


def test_the_package_does_not_grow() -> None:
    assert sum(map(lines_of, MODULES)) <= ALL_LINES


def reaches_into_others(path: Path) -> Iterator[str]:
    nodes = nodes_of(path)
    own = {node.attr for node in nodes if isinstance(node, ast.Attribute) if is_own(node)}
    own |= {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    own |= {
        node.target.id
        for node in nodes
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    for node in nodes:
        if isinstance(node, ast.Attribute) and not is_own(node):
            members = node.attr == "__dict__" and name_of(path) not in MAKES_MEMBERS
            private = node.attr.startswith("_") and not node.attr.startswith("__")
            if members or (private and node.attr not in own | OF_THE_LANGUAGE):
                yield f"{path}:{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "vars":
            yield f"{path}:{node.lineno}: vars()"


def test_no_module_reaches_into_another() -> None:
    """What is private to a module, or to its classes, is used there alone."""
    assert [each for path in MODULES for each in reaches_into_others(path)] == []


# What makes the members of a class.
MAKES_MEMBERS = {"code.once", "code.records"}
# What Python itself spells with an underscore.
OF_THE_LANGUAGE = {"_asdict", "_exit", "_fields", "_make", "_replace"}


def is_own(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
