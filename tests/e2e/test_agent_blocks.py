"""The code in the files for agents compiles, with the packages that the templates pin."""

import re
from pathlib import Path

import pytest

from tests.support.agent_blocks import (
    PYTHON_PROJECT,
    TSCONFIG,
    TYPESCRIPT_PROJECT,
    code_blocks,
    python_module,
    typescript_module,
)
from tests.support.rendering import combinations, render_agent_files

from .processes import run
from .workshop import Workshop


def _modules(sdk_name: str) -> dict[str, str]:
    """Every different code block of one SDK, as a module by file name."""
    language = "python" if sdk_name == "python" else "ts"
    modules: dict[str, str] = {}
    for combination in (c for c in combinations() if c.sdk_name == sdk_name):
        for path, text in render_agent_files(combination).items():
            for block in code_blocks(text, language):
                module = (
                    python_module(block)
                    if language == "python"
                    else typescript_module(block, sdk_name)
                )
                if module not in modules.values():
                    stem = re.sub(r"\W+", "_", path.removesuffix(".md")).strip("_")
                    suffix = "py" if language == "python" else "ts"
                    modules[f"{stem}_{len(modules)}.{suffix}"] = module
    return modules


def _write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module", params=["v4", "v3"])
def sdk_name(request: pytest.FixtureRequest, node: str) -> str:
    """Give the name of an SDK for TypeScript."""
    return str(request.param)


def _type_check(workshop: Workshop, root: Path, sdk_name: str, modules: dict[str, str]) -> str:
    (root / "node_modules").symlink_to(workshop.node_modules(sdk_name.removeprefix("v")))
    _write(root, {"tsconfig.json": TSCONFIG, **TYPESCRIPT_PROJECT[sdk_name]})
    _write(root, {f"blocks/{name}": text for name, text in modules.items()})
    return run(["node_modules/.bin/tsc", "-p", "."], root, timeout=180).output


def test_typescript_blocks_compile_unless_they_are_wrong(
    workshop: Workshop, tmp_path: Path, sdk_name: str
) -> None:
    modules = _modules(sdk_name)
    assert len(modules) > 15
    approval = next(text for text in modules.values() if "answer.data" in text)
    wrong = {"wrong_unguarded.ts": approval.replace("if (!answer)", "if (answer)")}
    for name, text in _modules({"v4": "v3", "v3": "v4"}[sdk_name]).items():
        if text not in modules.values():
            wrong[f"wrong_{name}"] = text
    said = _type_check(workshop, tmp_path, sdk_name, {**modules, **wrong})
    assert re.search(r"blocks/wrong_unguarded\.ts.*possibly 'null'", said)
    assert re.search(r"blocks/wrong_(?!unguarded).*error TS", said)
    assert all(name.startswith("wrong") for name in re.findall(r"(\w+)\.ts\(.*error TS", said)), (
        said
    )


def _mypy(workshop: Workshop, root: Path, modules: dict[str, str]) -> str:
    _write(root, PYTHON_PROJECT)
    _write(root, {f"blocks/{name}": text for name, text in modules.items()})
    blocks = [f"blocks/{name}" for name in modules]
    command: list[str | Path] = [workshop.python(), "-m", "mypy", "--strict", *blocks]
    return run(command, root, env={"MYPYPATH": "."}, timeout=180).output


def test_python_blocks_compile_unless_they_are_wrong(workshop: Workshop, tmp_path: Path) -> None:
    modules = _modules("python")
    assert len(modules) > 14
    approval = next(text for text in modules.values() if "if answer is None" in text)
    unguarded = approval.replace("if answer is None", "if answer is not None")
    said = _mypy(workshop, tmp_path, {**modules, "wrong.py": unguarded})
    wrong = re.findall(r"^(\S+?):\d+: error:.*\[([\w-]+)\]$", said, re.M)
    assert set(wrong) == {("blocks/wrong.py", "arg-type")}, said
