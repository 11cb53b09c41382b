"""What a repository of any making looks like: clients, SDK, functions, framework."""

import json
from collections.abc import Iterable, Mapping
from textwrap import dedent

import pytest

from scaffold.inngest.locate import Client, find_clients, find_folders, find_frameworks, locate
from scaffold.inngest.sdk_versions import python_version, sdk_of, sdk_version
from scaffold.names import parse_name


class Tree(dict[str, bytes]):
    """Files in memory."""

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__({path: dedent(text).encode() for path, text in files.items()})

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


IMPORT = 'import { Inngest } from "inngest";\n'
FUNCTION = """\
import { inngest } from "./client";
export const one = inngest.createFunction({ id: "one" }, { event: "a/b" }, async () => {});
"""


# --- clients


@pytest.mark.parametrize(
    ("source", "symbol", "app_id", "exported"),
    [
        (
            IMPORT + 'export const inngest = new Inngest({ id: "shop" });',
            "inngest",
            "shop",
            "named",
        ),
        (IMPORT + "const c = new Inngest({ id: 'shop' })\nexport { c }", "c", "shop", "named"),
        (
            IMPORT + "const c = new Inngest({ id: 'shop' })\nexport { c as client }",
            "client",
            "shop",
            "named",
        ),
        (
            IMPORT + "const c = new Inngest({ id: 'shop' })\nexport default c",
            "c",
            "shop",
            "default",
        ),
        (IMPORT + 'export default new Inngest({ id: "shop" });', "inngest", "shop", "default"),
        (
            'import { Inngest as Client } from "inngest";\nexport const jobs = new Client({ id });',
            "jobs",
            None,
            "named",
        ),
        (
            'import * as sdk from "inngest";\nexport const jobs = new sdk.Inngest({ id: "x" });',
            "jobs",
            "x",
            "named",
        ),
        (
            'const { Inngest } = require("inngest");\nconst c = new Inngest({ id: "x" });\n'
            "module.exports = { c };",
            "c",
            "x",
            "named",
        ),
        (
            IMPORT + 'export const inngest: Inngest = wrap(new Inngest({ id: "x" }) as any);',
            "inngest",
            "x",
            "named",
        ),
        (IMPORT + 'const inngest = new Inngest({ id: "x" });', "inngest", "x", ""),
    ],
)
def test_typescript_clients(source: str, symbol: str, app_id: str | None, exported: str) -> None:
    (client,) = find_clients(Tree({"lib/inngest.ts": source}))
    assert client.path == "lib/inngest.ts"
    assert (client.symbol, client.app_id, client.exported) == (symbol, app_id, exported)
    assert client.default == (exported == "default")


@pytest.mark.parametrize(
    "source",
    [
        "import inngest\n\nclient = inngest.Inngest(app_id='shop')\n",
        "from inngest import Inngest\n\nclient: Inngest = Inngest(app_id='shop')\n",
        "import inngest as sdk\nif True:\n    client = sdk.Inngest(\n        app_id='shop')\n",
    ],
)
def test_python_clients(source: str) -> None:
    expected = Client("app/client.py", "client", "shop", "named", "python")
    assert find_clients(Tree({"app/client.py": source})) == [expected]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "a.ts",
            'import { Inngest } from "other"; export const c = new Inngest({ id: "inngest" });',
        ),
        ("a.ts", '// import { Inngest } from "inngest"; new Inngest({ id: "x" })'),
        ("a.ts", 'import type { Inngest } from "inngest"; const x = "new Inngest()";'),
        ("a.ts", IMPORT + 'export const make = () => new Inngest({ id: "x" });'),
        ("a.test.ts", IMPORT + 'export const c = new Inngest({ id: "x" });'),
        ("tests/a.ts", IMPORT + 'export const c = new Inngest({ id: "x" });'),
        ("test_a.py", "import inngest\nclient = inngest.Inngest(app_id='x')\n"),
        ("a.py", "import inngest\ndef make():\n    client = inngest.Inngest(app_id='x')\n"),
    ],
)
def test_no_clients(path: str, source: str) -> None:
    assert find_clients(Tree({path: source})) == []


def test_two_clients_are_both_named() -> None:
    tree = Tree(
        {
            "apps/web/inngest.ts": IMPORT + 'export const inngest = new Inngest({ id: "web" });',
            "apps/api/inngest.ts": IMPORT + 'export const inngest = new Inngest({ id: "api" });',
            "scripts/once.ts": IMPORT + 'const inngest = new Inngest({ id: "x" });',
        }
    )
    assert [client.app_id for client in find_clients(tree)] == ["api", "web"]
    assert locate(tree).client is None


def test_a_client_made_in_two_branches_is_one() -> None:
    source = f"""{IMPORT}
export const inngest = process.env.DEV ? new Inngest({{ id: "a" }}) : new Inngest({{ id: "b" }});
"""
    assert len(find_clients(Tree({"a.ts": source}))) == 1


# --- SDK


def manifest(wanted: str) -> str:
    return json.dumps({"dependencies": {"inngest": wanted}})


PNPM = """\
lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      next:
        specifier: ^16.0.0
        version: 16.0.0

  apps/web:
    dependencies:
      inngest:
        specifier: ^3.0.0
        version: 3.27.5(next@16.0.0)

  apps/api:
    dependencies:
      inngest:
        specifier: ^4.0.0
        version: 4.1.0

packages:
"""
YARN = """\
"inngest@npm:^4.0.0":
  version: 4.2.0

inngest@^3.0.0:
  version "3.30.1"
"""


@pytest.mark.parametrize(
    ("files", "version", "sdk"),
    [
        ({"package.json": manifest("^3.54.2")}, "^3.54.2", "v3"),
        ({"package.json": manifest("4.24.0")}, "4.24.0", "v4"),
        ({"package.json": manifest("~2.7")}, "~2.7", "older"),
        ({"package.json": manifest(">=4")}, ">=4", "v4"),
        ({"package.json": manifest("latest")}, "latest", None),
        ({"package.json": manifest("workspace:*")}, "workspace:*", None),
        ({"package.json": "{}"}, None, None),
        ({"package.json": "not JSON"}, None, None),
        ({}, None, None),
        (
            {
                "package.json": manifest("latest"),
                "package-lock.json": json.dumps(
                    {"packages": {"node_modules/inngest": {"version": "3.31.0"}}}
                ),
            },
            "3.31.0",
            "v3",
        ),
        (
            {
                "package.json": '{"dependencies": {"next": "16"}}',
                "apps/web/package.json": manifest("^4.0.0"),
                "package-lock.json": json.dumps(
                    {
                        "packages": {
                            "node_modules/inngest": {"version": "3.31.0"},
                            "apps/web/node_modules/inngest": {"version": "4.3.0"},
                        }
                    }
                ),
            },
            "4.3.0",
            "v4",
        ),
        ({"apps/web/package.json": manifest("^3.0.0"), "pnpm-lock.yaml": PNPM}, "3.27.5", "v3"),
        ({"apps/web/package.json": manifest("^3.0.0"), "yarn.lock": YARN}, "3.30.1", "v3"),
        ({"apps/web/package.json": manifest("^4.0.0"), "yarn.lock": YARN}, "4.2.0", "v4"),
        (
            {
                "package.json": manifest("^4"),
                "bun.lock": '{"packages": {"inngest": ["inngest@4.9.1", "", {}]}}',
            },
            "4.9.1",
            "v4",
        ),
        (
            {
                "apps/web/package.json": manifest("catalog:"),
                "pnpm-workspace.yaml": "catalog:\n  inngest: ^3.40.0\n",
            },
            "^3.40.0",
            "v3",
        ),
        ({"package.json": manifest("^4.0.0"), "package-lock.json": "broken"}, "^4.0.0", "v4"),
    ],
)
def test_javascript_sdk(files: dict[str, str], version: str | None, sdk: str | None) -> None:
    tree = Tree(files)
    assert sdk_version(tree, "apps/web/lib/inngest.ts") == version
    assert sdk_of(tree, "apps/web/lib/inngest.ts") == sdk


@pytest.mark.parametrize(
    ("path", "text", "version"),
    [
        ("uv.lock", '[[package]]\nname = "inngest"\nversion = "0.5.19"\n', "0.5.19"),
        ("poetry.lock", '[[package]]\nname = "inngest"\nversion = "0.4.1"\n', "0.4.1"),
        ("requirements.txt", "fastapi\ninngest==0.5.2  # jobs\n", "0.5.2"),
        ("pyproject.toml", '[project]\ndependencies = ["inngest>=0.5,<0.6"]\n', "0.5"),
        ("api/pyproject.toml", '[tool.poetry.dependencies]\ninngest = "^0.4"\n', "0.4"),
        ("pyproject.toml", '[project]\ndependencies = ["fastapi"]\n', None),
    ],
)
def test_python_sdk(path: str, text: str, version: str | None) -> None:
    tree = Tree({path: text})
    assert python_version(tree) == version
    assert sdk_of(tree, "app/client.py") == "python"


# --- functions


@pytest.mark.parametrize(
    ("names", "new"),
    [
        (["sendMail.ts", "one.ts"], "sendReceipt.ts"),
        (["send-mail.ts", "one.ts"], "send-receipt.ts"),
        (["send_mail.ts"], "send_receipt.ts"),
        (["SendMail.ts"], "SendReceipt.ts"),
        (["send-mail.function.ts", "one.function.ts"], "send-receipt.function.ts"),
        (["send-mail.js"], "send-receipt.js"),
        (["send-mail.tsx", "one.ts"], "send-receipt.ts"),
    ],
)
def test_a_new_file_is_named_as_the_others(names: list[str], new: str) -> None:
    tree = Tree({f"src/inngest/{name}": FUNCTION for name in names})
    (folder,) = find_folders(tree)
    assert folder.file_for(parse_name("send receipt")) == f"src/inngest/{new}"
    assert folder.functions == len(names)
    assert folder.shared is None


def test_the_files_beside_decide_when_the_functions_do_not() -> None:
    files = {"lib/jobs/one.ts": FUNCTION, "lib/format-date.ts": "export {};"}
    (folder,) = find_folders(Tree(files))
    assert folder.naming == "kebab-case"
    (folder,) = find_folders(Tree({**files, "lib/jobs/runLate.ts": "export {};"}))
    assert folder.naming == "camelCase"


def test_one_file_with_all_functions() -> None:
    tree = Tree({"src/inngest/functions.ts": FUNCTION + FUNCTION.replace("one", "two")})
    (folder,) = find_folders(tree)
    assert (folder.shared, folder.functions) == ("src/inngest/functions.ts", 2)


def test_python_functions() -> None:
    source = """\
    import inngest
    from app.client import client

    @client.create_function(fn_id="one", trigger=inngest.TriggerEvent(event="a/b"))
    async def one(ctx: inngest.Context) -> None: ...
    """
    (folder,) = find_folders(Tree({"app/jobs/one.py": source}))
    assert folder.file_for(parse_name("sendReceipt")) == "app/jobs/send_receipt.py"
    assert folder.language == "python"


def test_the_folder_with_the_most_functions_comes_first() -> None:
    tree = Tree(
        {
            "a/one.ts": FUNCTION,
            "b/one.ts": FUNCTION,
            "b/two.ts": FUNCTION,
            "c/three.test.ts": FUNCTION,
            "d/four.ts": "// inngest.createFunction(",
        }
    )
    assert [folder.path for folder in find_folders(tree)] == ["b", "a"]
    found = locate(tree).folder
    assert found is not None
    assert found.path == "b"
    del tree["b/two.ts"]
    assert locate(tree).folder is None


# --- frameworks, and all of it


@pytest.mark.parametrize(
    ("path", "source", "framework"),
    [
        ("app/api/inngest/route.ts", 'import { serve } from "inngest/next";', "nextjs"),
        ("server.js", "const { serve } = require('inngest/express');", "express"),
        ("server.ts", 'import { serve } from "inngest/hono";', "hono"),
        ("app/routes/api.inngest.ts", 'import { serve } from "inngest/remix";', "remix"),
        ("main.py", "import inngest.fast_api", "fastapi"),
        ("main.py", "from inngest.flask import serve", "flask"),
        ("urls.py", "from inngest import django", "django"),
    ],
)
def test_frameworks(path: str, source: str, framework: str) -> None:
    assert find_frameworks(Tree({path: source})) == (framework,)


def test_a_hand_written_repository() -> None:
    tree = Tree(
        {
            "package.json": manifest("^3.27.0"),
            "src/lib/inngest/client.ts": IMPORT
            + 'export const inngest = new Inngest({ id: "x" });',
            "src/lib/inngest/functions/send-mail.ts": FUNCTION,
            "src/app/api/inngest/route.ts": 'import { serve } from "inngest/next";',
        }
    )
    found = locate(tree)
    assert found.client == Client(
        "src/lib/inngest/client.ts", "inngest", "x", "named", "typescript"
    )
    assert found.sdk == "v3"
    assert found.frameworks == ("nextjs",)
    assert found.folder is not None
    assert found.folder.file_for(parse_name("a b")) == "src/lib/inngest/functions/a-b.ts"


def test_an_empty_repository() -> None:
    found = locate(Tree({"README.md": "# Nothing"}))
    assert (found.client, found.sdk, found.folder, found.frameworks) == (None, None, None, ())
