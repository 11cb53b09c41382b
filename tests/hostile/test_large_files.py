"""Files that are as large, dense or deep as anybody can make them: memory and output stay small."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold.syntax.source import MOST_TOKENS
from tests.support.hostile import APP, PYTHON_APP, run, write

GIGABYTE = 1_000_000_000
MOST_OUTPUT = 2_000_000
HEAD = 'import { app } from "../client";\n'
OPEN = (
    "export const big = app.createFunction({ id: 'big', retries: 3 }, { event: 'a/big' },"
    " async ({ step, event }) => {\n"
)
CLOSE = "\n});\n"
STEP = 'await step.run("s", load);'  # what is wrong beside no step is one mistake
PYTHON = PYTHON_APP["app/fns/good.py"].replace("good", "big").replace('"a/b"', '"a/big"')


def typescript(inside: str) -> str:
    return f"{HEAD}{OPEN}{inside}{CLOSE}"


def clause(inside: str) -> str:
    """A step that hides a failure, with a text where somebody may say why."""
    tried = "try { await send(event.data); }"
    return f'await step.run("a", async () => {{ {tried} catch (error) {{\n{inside} }} }});'


def python_clause(inside: str) -> str:
    """The same in Python, behind what a handler does."""
    tried = "async def tell():\n        try:\n            await send(ctx.event.data)\n"
    caught = f"        except Exception:\n            {inside}\n            print(1)\n"
    return f'    {tried}{caught}    await ctx.step.run("tell", tell)\n'


def functions(number: int) -> str:
    return HEAD + "".join(
        f'export const g{n} = app.createFunction({{ id: "g{n}" }}, {{ event: "g/{n}" }}, h);\n'
        for n in range(number)
    )


def repeated(text: str, size: int) -> str:
    return text * (size // len(text))


# Each is read by the real program with a gigabyte of address space; what is said of it, or
# nothing where it is read in full.
DENSE = f"it holds more than {MOST_TOKENS:,} words and signs"
LARGE: dict[str, tuple[str, Callable[[], str], str]] = {
    "one line of 100,000 calls": (
        "ts", lambda: typescript("f();" * 100_000), "makes more than 16,000 calls"
    ),
    "one line of 20,000 mistakes": (
        "ts", lambda: typescript(STEP + 'await fetch("a");' * 20_000), "big.ts: and "
    ),
    "10 MB of calls": ("ts", lambda: typescript(repeated("f();", 9_900_000)), DENSE),
    "10 MB of lines": ("ts", lambda: typescript(repeated("a\n", 9_900_000)), DENSE),
    "a string of 10 MB": ("ts", lambda: typescript(f'x = "{"x" * 9_900_000}"'), ""),
    "a comment of 10 MB": ("ts", lambda: typescript(f"/* {'x' * 9_900_000} */"), ""),
    "a name of 9 MB": ("ts", lambda: typescript(f"await {'x' * 9_000_000}()"), ""),
    "a million lines": ("ts", lambda: typescript("\n" * 1_000_000), ""),
    "a million lines of Python": ("py", lambda: PYTHON + "\n" * 1_000_000, ""),
    "200,000 lines in a clause": ("ts", lambda: typescript(clause("\n" * 200_000)), ""),
    "200,000 signs in a clause": ("ts", lambda: typescript(clause(f"{'/' * 200_000}\n")), ""),
    "one remark again and again": (
        "ts", lambda: typescript(clause(f"// {'never let ' * 20_000}\n")), ""
    ),
    "200,000 signs in Python": ("py", lambda: PYTHON + python_clause("#" * 200_000), ""),
    "letters of three bytes": ("ts", lambda: typescript(f'await f("{"漢" * 3_000_000}");'), ""),
    "200,000 functions": ("ts", lambda: functions(200_000)[:9_900_000], DENSE),
    "2,000 functions": ("ts", lambda: functions(2_000), "big.ts: and "),
    "10 MB of Python": ("py", lambda: PYTHON + repeated("    a\n", 9_900_000), DENSE),
    "more than 10 MB": ("ts", lambda: typescript("x" * 10_000_000), "it is larger than 10 MB"),
}  # fmt: skip


def limited(root: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))

    return subprocess.run(
        [sys.executable, "-m", "scaffold", *arguments],
        cwd=root, capture_output=True, text=True, preexec_fn=limit, input=given, timeout=120,
    )  # fmt: skip


def large(root: Path, case: str) -> Path:
    suffix, make, _ = LARGE[case]
    app, path = (APP, "fns/big.ts") if suffix == "ts" else (PYTHON_APP, "app/fns/big.py")
    return write(root, {**app, path: make()})


@pytest.mark.parametrize("case", LARGE)
def test_a_check_takes_less_than_a_gigabyte(tmp_path: Path, case: str) -> None:
    done = limited(large(tmp_path, case), "check")
    assert done.returncode in (0, 1)
    assert done.stderr == ""
    assert len(done.stdout) < MOST_OUTPUT
    assert LARGE[case][2] in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 2_000


@pytest.mark.parametrize("form", ["json", "sarif", "github", "agent"])
def test_every_form_is_bounded(tmp_path: Path, form: str) -> None:
    root = large(tmp_path, "one line of 20,000 mistakes")
    (root / "fns/big.ts").write_text(typescript(STEP + 'await fetch("a");' * 3_000))
    done = limited(root, "check", "--format", form, "--rule", "side-effect-outside-step")
    assert (done.returncode, done.stderr) == (1, "")
    assert len(done.stdout) < MOST_OUTPUT
    if form == "json":
        document = json.loads(done.stdout)
        assert len(document["diagnostics"]) == 1_000
        assert document["more"] == [{"path": "fns/big.ts", "count": 2_000}]
    else:
        assert "2000 more" in done.stdout


@pytest.mark.parametrize("case", ["one line of 20,000 mistakes", "10 MB of lines"])
def test_a_list_takes_less_than_a_gigabyte(tmp_path: Path, case: str) -> None:
    done = limited(large(tmp_path, case), "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) < MOST_OUTPUT


@pytest.mark.parametrize("case", ["one line of 20,000 mistakes", "10 MB of lines"])
def test_the_hook_takes_less_than_a_gigabyte(tmp_path: Path, case: str) -> None:
    root = large(tmp_path, case)
    given = json.dumps({"cwd": str(root), "tool_input": {"file_path": "fns/big.ts"}})
    done = limited(root, "hook", "post-edit", given=given)
    assert done.returncode in (0, 2)
    assert len(done.stderr.splitlines()) < 30
    assert max(map(len, [*done.stderr.splitlines(), ""])) < 2_000


# What is written inside of itself, `n` times.
NESTED: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: "(" * n + "x" + ")" * n,
    "arrays": lambda n: "[" * n + "]" * n,
    "objects": lambda n: "{a:" * n + "1" + "}" * n,
    "operators": lambda n: "a+" * n + "a",
    "choices": lambda n: "a??" * n + "a",
    "conditions": lambda n: "a?b:" * n + "c",
    "negations": lambda n: "!" * n + "a",
    "waits": lambda n: "await " * n + "a",
    "functions": lambda n: "()=>" * n + "a",
    "calls": lambda n: "f(" * n + ")" * n,
    "chains": lambda n: "a" + ".b()" * n,
    "members": lambda n: "a" + ".b" * n,
    "templates": lambda n: "`${" * n + "1" + "}`" * n,
    "types": lambda n: "x as " + "A<" * n + "B" + ">" * n,
    "elements": lambda n: "<a>" * n + "</a>" * n,
    "spreads": lambda n: "[..." * n + "a" + "]" * n,
    "assignments": lambda n: "a=" * n + "1",
    "open": lambda n: "(" * n,
}
PYTHON_NESTED: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: "(" * n + "x" + ")" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "dicts": lambda n: '{"a":' * n + "1" + "}" * n,
    "operators": lambda n: "a+" * n + "a",
    "choices": lambda n: "a or " * n + "a",
    "conditions": lambda n: "a if b else " * n + "c",
    "negations": lambda n: "not " * n + "a",
    "functions": lambda n: "lambda: " * n + "a",
    "calls": lambda n: "f(" * n + ")" * n,
    "chains": lambda n: "a" + ".b()" * n,
    "open": lambda n: "(" * n,
}


def everywhere(value: str) -> str:
    """Return functions that hold a value in each place that a rule looks at."""
    config = '{ id: "g", retries: 3 }, { event: "g/g" }'
    return f"""\
import {{ app }} from "../client";
import {{ serve }} from "inngest/next";
const N = {value};
export const a = app.createFunction({{ id: {value} }}, {{ event: {value} }}, async () => 1);
export const b = app.createFunction({{ id: "b" }}, {{ cron: {value} }}, {value});
export const c = app.createFunction({config}, async ({{ step, event }}) => {{
  await step.run({value}, () => {value});
  await step.run(`x${{N}}`, {value});
  await step.sendEvent("s", {value});
  await app.send({{ name: {value}, data: {value} }});
  const w = await step.waitForEvent("w", {{ event: {value}, timeout: {value}, if: {value} }});
  try {{ await step.run("c", () => w); }} catch (e) {{ return {value}; }}
  for (const i of {value}) {{ t = {value}; await step.run("i", () => t); }}
  if ({value}) {{ throw {value}; }}
  return {value};
}});
export const {{ GET, POST, PUT }} = serve({{ client: app, functions: [N, {value}] }});
export default {value};
"""


def everywhere_in_python(value: str) -> str:
    """Return functions that hold a value in each place that a rule looks at."""
    return f"""\
import inngest
import inngest.fast_api
from app.client import client
N = {value}
@client.create_function(fn_id={value}, trigger=inngest.TriggerEvent(event={value}))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run({value}, lambda: {value})
    await ctx.step.run("n", N, {value})
    await ctx.step.send_event("s", {value})
    await client.send(inngest.Event(name={value}, data={value}))
    w = await ctx.step.wait_for_event("w", event={value}, timeout={value}, if_exp={value})
    try:
        await ctx.step.run("c", lambda: w)
    except Exception:
        return {value}
    for i in {value}:
        await ctx.step.run(f"i{{i}}", lambda: i)
    if {value}:
        raise {value}
    return {value}
inngest.fast_api.serve(app, client, [N, {value}])
"""


@pytest.mark.parametrize("shape", NESTED)
def test_what_is_nested_in_typescript(tmp_path: Path, shape: str) -> None:
    nested = NESTED[shape]
    write(tmp_path, {**APP, "fns/big.tsx": everywhere(nested(100))})
    _survives(tmp_path)
    write(tmp_path, {"fns/big.tsx": f"{HEAD}// inngest\nexport const x = {nested(100_000)};\n"})
    _survives(tmp_path, "check")


@pytest.mark.parametrize("shape", PYTHON_NESTED)
def test_what_is_nested_in_python(tmp_path: Path, shape: str) -> None:
    nested = PYTHON_NESTED[shape]
    write(tmp_path, {**PYTHON_APP, "app/fns/big.py": everywhere_in_python(nested(100))})
    _survives(tmp_path)
    write(tmp_path, {"app/fns/big.py": f"import inngest\nx = {nested(100_000)}\n"})
    _survives(tmp_path, "check")


def _survives(root: Path, *commands: str) -> None:
    for command in commands or ("check", "list"):
        done = run(command, cwd=root)
        assert done.code in (0, 1)
        assert done.err == ""
        assert "too deeply to be read in full" not in done.out


@pytest.mark.parametrize(
    "statements",
    [
        "if (a) {} " + "else if (a) {} " * 20_000,
        "{" * 100_000 + "}" * 100_000,
        "function f() {" * 50_000 + "}" * 50_000,
        "try {" * 50_000 + "} catch (e) {}" * 50_000,
        "for (;;) " * 20_000 + ";",
    ],
    ids=["else if", "blocks", "functions", "attempts", "loops"],
)
def test_statements_that_are_nested(tmp_path: Path, statements: str) -> None:
    write(tmp_path, {**APP, "fns/big.ts": typescript(statements)})
    done = run("check", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "skipped fns/big.ts: it is nested more than 1,000 deep" in done.out


def test_a_chain_of_branches_is_read(tmp_path: Path) -> None:
    branches = "if (a) {} " + "else if (a) { c.step.run('x', f); } " * 200
    code = APP["fns/good.ts"].replace('await c.step.run("one", () => 1);', branches)
    write(tmp_path, {**APP, "fns/good.ts": code})
    done = run("check", "--rule", "unawaited-step", "--format", "json", cwd=tmp_path)
    assert len(done.json["diagnostics"]) == 200
    assert done.json["skipped"] == []


def test_a_file_that_is_not_read_is_refused_by_name(tmp_path: Path) -> None:
    serve = f"const x = {'(' * 5_000}1{')' * 5_000};\n{APP['serve.ts']}"
    write(tmp_path, {**APP, "serve.ts": serve})
    done = run("add-function", "x", "--event", "a/c", cwd=tmp_path)
    assert done.code == 2
    assert (tmp_path / "serve.ts").read_text() == serve
    assert "serve.ts" in done.err


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_frame_is_cut_to_the_terminal(width: int, tmp_path: Path) -> None:
    from scaffold.checking.reporters import View, render
    from scaffold.disk.project_files import DiskFiles
    from tests.support.sources import check

    padding = "\t/* 漢字 \x1b[2J */" * 200
    before, after = typescript(f'{padding}await fetch("a");{padding}').split("\n", 2)[:2]
    write(tmp_path, {"fns/big.ts": f"{before}\n{after}\n{padding}await fetch('a');{padding}\n}});"})
    report = check(DiskFiles(tmp_path), rules=["side-effect-outside-step"])
    assert len(report.diagnostics) == 1
    lines = render(report, view=View(width=width)).splitlines()
    frame = [line for line in lines if line.startswith((">", " ")) and "hint" not in line]
    assert all(len(line) <= width for line in frame)
    code, mark = (line.partition("| ")[2] for line in frame if line.startswith(">") or "^" in line)
    assert code[mark.index("^") :].startswith("fetch('a')"[: mark.count("^")])
