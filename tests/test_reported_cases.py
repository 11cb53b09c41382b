"""Inputs that hurt users of other generators, run through the real command line."""

import subprocess
from pathlib import Path

import pytest

from scaffold.syntax.modules import Modules
from tests.inngest.registry.test_registry import tree as in_memory
from tests.support.cli import scaffold, tree
from tests.support.foreign_repositories import FASTAPI, NEXT_APP_V4, NEXT_PAGES_V3
from tests.support.function_projects import Repository

ROUTE = "app/api/inngest/route.ts"
IMPORTS = NEXT_APP_V4[ROUTE].split("\n\n")[0] + "\n"
NEW = "lib/inngest/functions/send-receipt.ts"
ADD = ("add-function", "send-receipt", "--event", "order/paid")
HELLO = NEXT_APP_V4["lib/inngest/functions/hello-world.ts"]
MAKE = (
    'import { client } from "./client";\n\n'
    "export const make = (id: string) =>\n"
    "  client.createFunction({ id, triggers: [{ event: `test/${id}` }] }, async () => null);\n"
)


def repository(root: Path, files: dict[str, str], *, serve: str | None = None) -> Path:
    """Write a Next.js repository whose route ends in `serve`."""
    if serve is not None:
        files = {ROUTE: IMPORTS + serve, **files}
    Repository(root).write({**NEXT_APP_V4, **files}).commit()
    return root


def git_diff(root: Path) -> str:
    subprocess.run(["git", "add", "-AN"], cwd=root, check=True, capture_output=True)
    done = subprocess.run(["git", "diff"], cwd=root, check=True, capture_output=True)
    return done.stdout.decode()


def add_twice_and_remove(root: Path, *options: str) -> str:
    """Check that a second run changes nothing and removal every byte back; return the diff."""
    before = tree(root)
    assert scaffold(*ADD, *options, cwd=root).code == 0
    diff, after = git_diff(root), tree(root)
    again = scaffold(*ADD, *options, cwd=root)
    assert (again.code, tree(root)) == (0, after)
    assert again.err.startswith("unchanged ")
    registered = scaffold("list", "--format", "agent", cwd=root).out
    assert "send-receipt" in registered
    assert "NOT REGISTERED" not in registered.split("send-receipt")[1].split("\n")[0]
    assert scaffold("remove-function", "send-receipt", "--force", cwd=root).code == 0
    assert tree(root) == before
    return diff


# What the route serves, and the line of the diff that says where the entry went.
ADDED: dict[str, tuple[str, dict[str, str], str]] = {
    "the comment of the documentation in an empty array": (
        "export const { GET, POST, PUT } = serve({\n  client,\n  functions: [\n"
        "    /* your functions will be passed here later! */\n  ],\n});\n",
        {},
        "+    sendReceipt,",
    ),
    "a call as an entry": (
        'import { make } from "@/lib/inngest/make";\n'
        'export const { GET } = serve({ client, functions: [helloWorld, make("made")] });\n',
        {"lib/inngest/make.ts": MAKE},
        '[helloWorld, make("made"), sendReceipt]',
    ),
    "arrays merged without duplicates": (
        "const mine = [helloWorld];\nconst functions = [...new Set([...mine])];\n"
        "export const { GET } = serve({ client, functions });\n",
        {},
        "[...new Set([...mine]), sendReceipt]",
    ),
    "byte order mark, CRLF, tabs, no final newline": (
        "export const { GET } = serve({\r\n\tclient,\r\n\tfunctions: [\r\n"
        "\t\thelloWorld, // the first\r\n\t],\r\n})",
        {},
        "+\t\tsendReceipt,\r",
    ),
}


@pytest.mark.parametrize("case", ADDED)
def test_add_function_then_remove_it(tmp_path: Path, case: str) -> None:
    serve, files, line = ADDED[case]
    if "\r" in serve:
        files = {ROUTE: "\ufeff" + IMPORTS.replace("\n", "\r\n") + serve}
    assert line in add_twice_and_remove(repository(tmp_path, files, serve=serve))


def test_a_formatter_between_two_runs_makes_no_second_entry(tmp_path: Path) -> None:
    root = repository(tmp_path, {})
    assert scaffold(*ADD, cwd=root).code == 0
    text = (root / ROUTE).read_text()
    imports = sorted(line for line in text.splitlines() if line.startswith("import"))
    (root / ROUTE).write_text(
        "\n".join(imports) + "\n\nexport const { GET, POST, PUT } = serve({\n  client,\n"
        "  functions: [\n    helloWorld,\n    sendReceipt\n  ]\n})\n"
    )
    after = tree(root)
    again = scaffold(*ADD, cwd=root)
    assert (again.code, tree(root)) == (0, after)
    assert again.err.startswith("unchanged ")
    assert scaffold("check", "--rule", "unregistered-function", cwd=root).code == 0


PYTHON_MAIN = "src/shop/main.py"
# What is served, how it is after the lines of the refusal were pasted, and those lines.
PASTED: dict[str, tuple[dict[str, str], str, tuple[str, str], list[str]]] = {
    "a filter over the array": (
        {ROUTE: IMPORTS + "export const { GET } = serve({ client, functions: "
         "[helloWorld].filter(Boolean) });\n"},
        ROUTE,
        ("[helloWorld]", "[helloWorld, sendReceipt,]"),
        ["sendReceipt,"],
    ),
    "pushed to": (
        {ROUTE: IMPORTS + "const functions = [helloWorld];\nfunctions.push(helloWorld);\n"
         "export const { GET } = serve({ client, functions });\n"},
        ROUTE,
        ("[helloWorld]", "[helloWorld, sendReceipt,]"),
        ["sendReceipt,"],
    ),
    "computed": (
        {ROUTE: IMPORTS + "const all = () => [helloWorld];\n"
         "export const { GET } = serve({ client, functions: all() });\n"},
        ROUTE,
        ("functions: all()", "functions: [...(all()), sendReceipt],"),
        ["functions: [...(all()), sendReceipt],"],
    ),
    "no array at all": (
        {ROUTE: IMPORTS + "void helloWorld;\nexport const { GET } = serve({ client });\n"},
        ROUTE,
        ("serve({ client }", "serve({ client, functions: [sendReceipt], }"),
        ["functions: [sendReceipt],"],
    ),
    "switched off": (
        {ROUTE: IMPORTS + "// Paused: see the runbook.\n"
         "export const { GET } = serve({ client, functions: [] });\n"},
        ROUTE,
        ("[]", "[sendReceipt,]"),
        ["sendReceipt,"],
    ),
    "the call of an older SDK": (
        {ROUTE: IMPORTS + "export const { GET } = serve(client, [helloWorld]);\n"},
        ROUTE,
        ("serve(client, [helloWorld])", "serve({ client, functions: [helloWorld, sendReceipt] })"),
        ["serve({ client, functions: [helloWorld, sendReceipt] })"],
    ),
    "Python, a sum": (
        {**FASTAPI, PYTHON_MAIN: FASTAPI[PYTHON_MAIN].replace("[hello]", "[hello] + []")},
        PYTHON_MAIN,
        ("[hello]", "[hello, send_receipt,]"),
        ["send_receipt,"],
    ),
    "Python, computed": (
        {**FASTAPI, PYTHON_MAIN: FASTAPI[PYTHON_MAIN].replace("[hello]", "sorted([hello])")},
        PYTHON_MAIN,
        ("sorted([hello])", "[*sorted([hello]), send_receipt]"),
        ["[*sorted([hello]), send_receipt],"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PASTED)
def test_the_lines_of_a_refusal_work_when_pasted(tmp_path: Path, case: str) -> None:
    files, path, (old, new), lines = PASTED[case]
    python = path.endswith(".py")
    Repository(tmp_path).write(files if python else {**NEXT_APP_V4, **files}).commit()
    before = tree(tmp_path)
    refused = scaffold(*ADD, cwd=tmp_path)
    assert (refused.code, tree(tmp_path)) == (2, before)
    assert "run this again" in refused.err
    said = [line.strip() for line in refused.err.splitlines() if line.startswith("    ")]
    assert said[1:] == lines
    marker = "from shop.jobs.hello" if python else 'import { client } from "@/lib'
    text = (tmp_path / path).read_text()
    assert old in text
    text = text.replace(old, new, 1).replace(marker, f"{said[0]}\n{marker}", 1)
    (tmp_path / path).write_text(text)
    made = scaffold(*ADD, cwd=tmp_path)
    assert made.code == 0, made.err
    assert [line.split()[0] for line in made.err.splitlines()[:1]] == ["create"]
    listed = scaffold("list", "--format", "json", cwd=tmp_path).json["functions"]
    assert [each["registry"] for each in listed if each["id"] == "send-receipt"] == [path]


NOT_ADDED: dict[str, tuple[dict[str, str], tuple[str, ...], list[str]]] = {
    "no file serves functions": (
        {ROUTE: "export {};\n"},
        ADD,
        ["there is no registry", "create the route"],
    ),
    "two files serve functions": (
        {"app/api/other/route.ts": NEXT_APP_V4[ROUTE]},
        ADD,
        [f"`{ROUTE}:5`", "`app/api/other/route.ts:5`", "`--registry "],
    ),
    "a registry outside": ({}, (*ADD, "--registry", "../x.ts"), ["is no path inside the project"]),
    "a path for a name": ({}, ("add-function", "../../x", "--event", "a/b"), ["letters"]),
    "a reserved word": ({}, ("add-function", "class", "--event", "a/b"), ["reserved"]),
    "a digit first": ({}, ("add-function", "2fast", "--event", "a/b"), ["digit"]),
    "not ASCII": ({}, ("add-function", "größe", "--event", "a/b"), ["ASCII"]),
    "the ID of another": (
        {},
        ("add-function", "greet", "--event", "a/b", "--id", "hello-world"),
        ["`hello-world` is taken", "functions/hello-world.ts"],
    ),
    "the same name for another event": (
        {},
        ("add-function", "hello-world", "--event", "a/b"),
        ["`hello-world` is taken", "something else starts it"],
    ),
}


@pytest.mark.parametrize("case", NOT_ADDED)
def test_add_function_refuses_and_writes_nothing(tmp_path: Path, case: str) -> None:
    files, arguments, says = NOT_ADDED[case]
    root = repository(tmp_path, files)
    before = tree(root)
    done = scaffold(*arguments, cwd=root)
    assert (done.code, tree(root)) == (2, before)
    assert [text for text in says if text not in done.err] == []


def test_a_registry_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    root = repository(tmp_path, {})
    (root / ROUTE).write_bytes(b"// caf\xe9\n" + NEXT_APP_V4[ROUTE].encode())
    before = tree(root)
    done = scaffold(*ADD, cwd=root)
    assert (done.code, tree(root)) == (2, before)
    assert f"cannot read `{ROUTE}`: it is not UTF-8" in done.err


def test_the_registry_that_is_named_takes_the_entry(tmp_path: Path) -> None:
    root = repository(tmp_path, {"app/api/other/route.ts": NEXT_APP_V4[ROUTE]})
    diff = add_twice_and_remove(root, "--registry", "app/api/other/route.ts")
    assert "b/app/api/other/route.ts" in diff
    assert f"b/{ROUTE}" not in diff


CLIENT_IN_AN_OBJECT = {
    "lib/app.ts": 'import { Inngest as I } from "inngest";\n'
    'export const app = { inngest: new I({ id: "x" }) };\n',
    "lib/f.ts": 'import { app } from "./app";\n'
    'export const f = app.inngest.createFunction({ id: "f", triggers: [{ event: "t/f" }] },\n'
    '  async ({ step: { run, sleep: nap } }) => run("a", () => nap("b", "1s")));\n',
}
# Files beside the Next.js repository, the rule, and what it says: nothing when it must be silent.
CHECKED: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "a function made by a call is no orphan": (
        {
            "lib/inngest/make.ts": MAKE.replace("{ id, ", '{ id: "made", '),
            ROUTE: IMPORTS + 'import { make } from "@/lib/inngest/make";\n'
            'export const { GET } = serve({ client, functions: [helloWorld, make("x")] });\n',
        },
        "unregistered-function",
        [],
    ),
    "a filtered array is read": (
        {
            ROUTE: IMPORTS + "export const { GET, POST, PUT } = serve({ client, "
            "functions: [helloWorld, false].filter(Boolean) });\n"
        },
        "unregistered-function",
        [],
    ),
    "commented out is not registered": (
        {
            ROUTE: IMPORTS.replace("import { helloWorld", "// import { helloWorld")
            + "export const { GET } = serve({ client, functions: [/* helloWorld */] });\n"
        },
        "unregistered-function",
        ["hello-world.ts:4", "`hello-world` is commented out of its registry, so it never runs"],
    ),
    "no handler at all": (
        {ROUTE: "export {};\n"},
        "unregistered-function",
        ["no file calls `serve()`, so `hello-world` never runs"],
    ),
    "a placeholder under an ID that is taken": (
        {
            "lib/inngest/place.ts": HELLO.replace("../client", "./client"),
            ROUTE: IMPORTS + 'import { helloWorld as other } from "@/lib/inngest/place";\n'
            "export const { GET } = serve({ client, functions: [helloWorld, other] });\n",
        },
        "duplicate-function-id",
        ["the ID `hello-world` is taken", "lib/inngest/functions/hello-world.ts:3"],
    ),
    "a failure handler is no second function": (
        {
            "lib/inngest/functions/hello-world.ts": HELLO.replace(
                'id: "hello-world",', 'id: "hello-world", onFailure: async () => {},'
            )
        },
        "duplicate-function-id",
        [],
    ),
    "a handler wrapped in another call is found": (
        {
            "lib/log.ts": "export const logged = <T,>(handler: T): T => handler;\n",
            "lib/inngest/functions/hello-world.ts": 'import { logged } from "@/lib/log";\n'
            + HELLO.replace("async ({ step })", 'logged(async ({ step })').replace(
                'await step.sleep("wait", "1s");\n  }', 'await fetch("https://x.y");\n  })'
            ),
        },
        "side-effect-outside-step",
        ["`fetch` is outside a step"],
    ),
    "client and steps under other names": (
        CLIENT_IN_AN_OBJECT,
        "nested-step",
        ["lib/f.ts:3", "step `b` starts inside step `a`"],
    ),
    "a helper of a helper, the chain told once": (
        {
            "lib/deep.ts": 'export async function deep() {\n  await fetch("https://x.y");\n}\n',
            "lib/help.ts": 'import { deep } from "./deep";\n'
            "export const help = async () => deep();\n",
            "lib/inngest/functions/hello-world.ts": 'import { help } from "@/lib/help";\n'
            + HELLO.replace("    await step", "    await help();\n    await step"),
        },
        "side-effect-outside-step",
        ["`help` calls `fetch`", "→ deep (lib/help.ts:2)", "→ fetch (lib/deep.ts:2)", "1 error"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHECKED)
def test_check(tmp_path: Path, case: str) -> None:
    files, rule, says = CHECKED[case]
    done = scaffold("check", "--strict", "--rule", rule, cwd=repository(tmp_path, files))
    assert done.code == (1 if says else 0), done.out + done.err
    assert [text for text in says if text not in done.out] == []


def test_three_arguments_with_the_new_sdk_are_mended(tmp_path: Path) -> None:
    path = "src/inngest/functions/helloWorld.ts"
    package = NEXT_PAGES_V3["package.json"].replace("^3.40.0", "^4.1.0")
    Repository(tmp_path).write({**NEXT_PAGES_V3, "package.json": package}).commit()
    mended = scaffold("check", "--fix", "--rule", "sdk-mismatch", cwd=tmp_path)
    assert f"update {path}" in mended.err
    assert "triggers: [{ event: 'test/hello' }]" in (tmp_path / path).read_text()


def test_a_function_removed_by_hand_loses_import_and_entry(tmp_path: Path) -> None:
    files = {ROUTE: NEXT_APP_V4[ROUTE].replace('"@/', '"../../../')}
    root = repository(tmp_path, files)
    (root / "lib/inngest/functions/hello-world.ts").unlink()
    said = scaffold("check", "--rule", "unregistered-function", cwd=root)
    assert said.code == 1
    assert "there is no module `../../../lib/inngest/functions/hello-world`" in said.out
    _check_fix(root, "unregistered-function")
    text = (root / ROUTE).read_text()
    assert "helloWorld" not in text
    assert "functions: []" in text


def test_a_moved_function_is_registered_from_its_new_place(tmp_path: Path) -> None:
    root = repository(tmp_path, {"lib/inngest/functions/hello.ts": HELLO})
    (root / "lib/inngest/functions/hello-world.ts").write_text("export const other = 1;\n")
    said = scaffold("check", "--rule", "unregistered-function", cwd=root)
    assert "this entry leads nowhere: `lib/inngest/functions/hello-world.ts`" in said.out
    assert scaffold("rename-function", "hello-world", "greet", cwd=root).code == 0
    _check_fix(root, "unregistered-function")
    assert 'import { greet } from "@/lib/inngest/functions/hello";' in (root / ROUTE).read_text()


def _check_fix(root: Path, rule: str) -> None:
    done = scaffold("check", "--fix", "--rule", rule, cwd=root)
    assert done.code == 0, done.out + done.err


@pytest.mark.parametrize(
    ("importer", "specifier", "expected"),
    [
        ("app/r.ts", "./gone", True),
        ("app/r.ts", "../../gone", False),
        ("app/r.ts", "@/lib/gone", True),
        ("app/r.ts", "~made/gone", False),
        ("app/r.ts", "@acme/gone", False),
        ("app/r.ts", "gone", False),
        ("app/r.py", ".gone", True),
        ("app/r.py", "gone", False),
    ],
)
def test_what_can_only_be_a_file_of_the_project(
    importer: str, specifier: str, expected: bool
) -> None:
    paths = '"@/*": ["./*"], "~made/*": ["./made/*"], "@acme/*": ["./app/*"]'
    files = {"tsconfig.json": f'{{ "compilerOptions": {{ "paths": {{ {paths} }} }} }}'}
    modules = Modules(in_memory({**files, "app/r.ts": "", "app/r.py": ""}))
    assert modules.is_own(importer, specifier) is expected


def test_a_schedule_with_odd_white_space_becomes_one_line(tmp_path: Path) -> None:
    assert scaffold("new", "shop", "--defaults", "--no-git", cwd=tmp_path).code == 0
    project = tmp_path / "shop"
    command = ("add-function", "sweep", "--cron", "TZ=Europe/Paris  0 9 *\t*\n1")
    assert scaffold(*command, cwd=project).code == 0
    assert '"TZ=Europe/Paris 0 9 * * 1"' in (project / "inngest/sweep.ts").read_text()
    again = scaffold(*command, cwd=project)
    assert again.err.startswith("schedule:")
    assert "unchanged inngest/sweep.ts" in again.err
