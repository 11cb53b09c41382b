"""Which manifest governs a file, and which SDK the file gets."""

import json

import pytest

from scaffold.inngest.packages import Packages
from scaffold.syntax.modules import Modules
from tests.support.sources import Sources


def packages(files: dict[str, str]) -> Packages:
    return Packages(Modules(Sources({path: text.encode() for path, text in files.items()})))


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
        ({"package.json": manifest("^3.31.4-pr-834.3")}, "^3.31.4-pr-834.3", "v3"),
        ({"package.json": manifest(">=3.0.0-rc.1 <4")}, ">=3.0.0-rc.1 <4", "v3"),
        ({"package.json": manifest("latest")}, "latest", "v4"),
        ({"package.json": manifest("*")}, "*", "v4"),
        ({"package.json": manifest(">=3.0.0")}, ">=3.0.0", "v4"),
        ({"package.json": manifest(">=3.0.0 <4")}, ">=3.0.0 <4", "v3"),
        ({"package.json": manifest(">=2 <4.0.0")}, ">=2 <4.0.0", "v3"),
        ({"package.json": manifest(">=2 <3.5")}, ">=2 <3.5", "v3"),
        ({"package.json": manifest("^3.4.0 || ^4.0.0")}, "^3.4.0 || ^4.0.0", "v4"),
        ({"package.json": manifest("2.0.0 - 3.9.9")}, "2.0.0 - 3.9.9", "v3"),
        ({"package.json": manifest("3.x")}, "3.x", "v3"),
        ({"package.json": manifest("~3.4")}, "~3.4", "v3"),
        ({"package.json": manifest("=2.7.2")}, "=2.7.2", "older"),
        ({"package.json": manifest("next")}, "next", None),
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
        ({"deno.json": '{"imports": {"inngest": "npm:inngest@^4.24.0"}}'}, "^4.24.0", "v4"),
        (
            {
                "deno.jsonc": '{ // the SDK\n "imports": {"inngest": "npm:inngest@^3"} }',
                "deno.lock": '{"version": "5", "specifiers": {"npm:inngest@^3": "3.54.2"}}',
            },
            "3.54.2",
            "v3",
        ),
        (
            {
                "deno.json": '{"imports": {"inngest": "npm:inngest@3"}}',
                "deno.lock": '{"packages": {"specifiers": {"npm:inngest@3": "npm:inngest@3.1.0"}}}',
            },
            "3.1.0",
            "v3",
        ),
        (
            {
                "package.json": manifest("^3.0.0"),
                "apps/web/lib/inngest.ts": 'import { Inngest } from "npm:inngest@^4.24.0";\n',
            },
            "^4.24.0",
            "v4",
        ),
        (
            {
                "package.json": manifest("^4.4.0"),
                "package-lock.json": '{"packages": {"node_modules/inngest": {"version": "4.4.1"}}}',
                "apps/web/lib/inngest.ts": 'import { Inngest } from "https://esm.sh/inngest@3";\n',
            },
            "3",
            "v3",
        ),
        (
            {
                "apps/web/lib/inngest.ts": 'import { Inngest } from "https://esm.sh/inngest@3.5.0";\n'
            },
            "3.5.0",
            "v3",
        ),
        (
            {
                "package.json": '{"dependencies": {"old": "npm:inngest@^2.7", "inngest": "^4"}}',
                "apps/web/lib/inngest.ts": 'import { Inngest } from "old";\n',
            },
            "^2.7",
            "older",
        ),
        ({"package.json": manifest("npm:inngest@^3.40.0")}, "^3.40.0", "v3"),
        (
            {
                "apps/web/package.json": manifest("workspace:*"),
                "packages/inngest/package.json": '{"name": "inngest", "version": "4.2.0"}',
            },
            "4.2.0",
            "v4",
        ),
        (
            {"package.json": manifest("^3.0.0"), "apps/web/package.json": '{"name": "web"}'},
            "^3.0.0",
            "v3",
        ),
    ],
)
def test_javascript_sdk(files: dict[str, str], version: str | None, sdk: str | None) -> None:
    found = packages(files)
    assert found.sdk_version("apps/web/lib/inngest.ts") == version
    assert found.sdk("apps/web/lib/inngest.ts") == sdk


def _locked(version: str) -> str:
    return f'[[package]]\nname = "inngest"\nversion = "{version}"\n'


@pytest.mark.parametrize(
    ("files", "before", "since"),
    [
        ({"uv.lock": _locked("0.5.19")}, False, True),
        ({"poetry.lock": _locked("0.4.1")}, True, False),
        ({"uv.lock": _locked("0.4.1"), "b/uv.lock": _locked("0.5.19")}, True, False),
        ({"a/uv.lock": _locked("0.4.1"), "b/uv.lock": _locked("0.5.19")}, False, False),
        ({"app/uv.lock": _locked("0.5.19"), "uv.lock": _locked("0.4.1")}, False, True),
        (
            {"Pipfile.lock": '{"default": {"inngest": {"hashes": [], "version": "==0.5.1"}}}'},
            False,
            True,
        ),
        ({"pylock.toml": '[[packages]]\nname = "inngest"\nversion = "0.4.9"\n'}, True, False),
        ({"requirements/base.txt": "inngest==0.4.1\n"}, True, False),
        ({"requirements.txt": "inngest==0.4.1\n", "uv.lock": _locked("0.5.19")}, False, True),
        ({"requirements.txt": "fastapi\ninngest==0.5.2  # jobs\n"}, False, True),
        ({"pyproject.toml": '[project]\ndependencies = ["inngest>=0.5,<0.6"]\n'}, False, True),
        ({"pyproject.toml": '[project]\ndependencies = ["inngest>=0.4"]\n'}, False, False),
        ({"api/pyproject.toml": '[tool.poetry.dependencies]\ninngest = "^0.4"\n'}, True, False),
        ({"pyproject.toml": '[project]\ndependencies = ["fastapi"]\n'}, False, False),
    ],
)
def test_python_sdk(files: dict[str, str], before: bool, since: bool) -> None:
    found = packages(files)
    sdk = found.python_sdk("app/client.py")
    assert (sdk.is_held_before_0_5, sdk.is_since_0_5) == (before, since)
    assert found.sdk("app/client.py") == "python"


@pytest.mark.parametrize(
    ("files", "path", "folder", "names"),
    [
        ({"package.json": "{}"}, "src/a.ts", "", []),
        ({}, "src/a.ts", "", []),
        ({"apps/web/package.json": '{"dependencies": {"next": "16"}}'}, "apps/web/src/a.ts",
         "apps/web", ["next"]),
        # A manifest that names nothing governs its folder, and what is installed is above.
        ({"package.json": '{"devDependencies": {"zod": "4"}}', "apps/web/package.json": "{}"},
         "apps/web/a.ts", "apps/web", ["zod"]),
        ({"deno.json": '{"imports": {"zod": "npm:zod@4", "~/": "./src/"}}'}, "src/a.ts", "",
         ["zod"]),
        ({"supabase/functions/deno.jsonc": '{"imports": {"z": "npm:zod@4"},}'},
         "supabase/functions/a/index.ts", "supabase/functions", ["zod"]),
        ({"package.json": '{"dependencies": {"next": "16"}}', "api/pyproject.toml": ""},
         "api/app/main.py", "api", ["next"]),
        ({"api/requirements.txt": "", "api/package.json": "{}"}, "api/app/main.py", "api", []),
        ({"package.json": "not JSON"}, "a.ts", "", []),
    ],
)  # fmt: skip
def test_the_manifest_of_a_file(
    files: dict[str, str], path: str, folder: str, names: list[str]
) -> None:
    found = packages(files)
    assert found.folder(path) == folder
    assert sorted(found.dependencies(path)) == names


def test_a_manifest_that_names_no_package_only_marks_its_folder() -> None:
    found = packages(
        {
            "package.json": manifest("^4.0.0"),
            "lib/package.json": '{ "name": "lib", "main": "index.ts" }',
            "apps/web/package.json": manifest("^4.0.0"),
        }
    )
    assert found.folder("lib/workers.ts") == ""
    assert found.folder("apps/web/src/a.ts") == "apps/web"
    assert packages({"a/package.json": "{}"}).folder("a/b.ts") == "a"
