"""No function is added to a program that would stop while it loads: its imports are played."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.outcome import Outcome
from tests.support.foreign_repositories import HONO_V4
from tests.support.function_projects import Repository, git

# What the SDK does while a program loads, and no more.
_SDK = {
    "node/node_modules/inngest/package.json": (
        '{ "name": "inngest", "type": "module",'
        ' "exports": { ".": "./index.js", "./express": "./express.js" } }'
    ),
    "node/node_modules/inngest/index.js": (
        "export class Inngest {\n"
        "  createFunction(options) {\n    return { id: options.id };\n  }\n}\n"
        "export class NonRetriableError extends Error {}\n"
    ),
    "node/node_modules/inngest/express.js": (
        "export function serve({ functions }) {\n"
        '  console.log(functions.map((each) => each.id).join(" "));\n}\n'
    ),
    "python/inngest/__init__.py": (
        "class Inngest:\n    def __init__(self, **options): ...\n\n"
        "    def create_function(self, *, fn_id, **options):\n"
        "        return lambda handler: fn_id\n\n\n"
        "def TriggerEvent(**options): ...\n\n\n"
        "def __getattr__(name):\n    return Exception\n"
    ),
    "python/inngest/fast_api.py": (
        'def serve(app, client, functions):\n    print(" ".join(functions))\n'
    ),
}
_PACKAGE = '{ "type": "module", "dependencies": { "inngest": "^4.0.0" } }\n'
_NODE = {"package.json": _PACKAGE}
_PYTHON = {"requirements.txt": "inngest==0.5.4\n"}
_CLIENT = 'export const bus = new Inngest({ id: "shop" });\n'
_PY_CLIENT = 'bus = inngest.Inngest(app_id="shop")\n'
_GREET = (
    '@bus.create_function(fn_id="greet", trigger=inngest.TriggerEvent(event="a/b"))\n'
    'async def greet(ctx: inngest.Context) -> str:\n    return "hi"\n'
)
_JS_GREET = (
    "bus.createFunction(\n"
    '  { id: "greet", triggers: [{ event: "a/b" }] },\n  async () => "hi",\n);\n'
)


@dataclass(frozen=True)
class Program:
    """A repository, the file that runs it, and what `serve()` gets once the function is added."""

    files: dict[str, str]
    run: str
    functions: str | None = None

    def made(self, root: Path) -> Repository:
        sdk = Repository(root).write(_SDK).root
        made = Repository(sdk / ("python" if self.run.endswith(".py") else "node") / "shop")
        made.root.mkdir()
        return made.write(self.files).commit()

    def add(self, made: Repository, *, dry_run: bool = False) -> Outcome:
        places = Places(functions=self.functions)
        return made.add("send-bill", event="order/billed", places=places, dry_run=dry_run)

    def served(self, made: Repository) -> list[str]:
        """Load the program for real; return the IDs of what it serves."""
        if self.run.endswith(".py"):
            command = [sys.executable, "-c", f"import {self.run.removesuffix('.py')}"]
        else:
            command = ["node", self.run]
        environment = {**os.environ, "PYTHONPATH": str(made.root.parent)}
        done = subprocess.run(
            command, cwd=made.root, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()


CIRCULAR: dict[str, tuple[Program, str]] = {
    "all in one Python file": (
        Program(
            {
                **_PYTHON,
                "main.py": (
                    "import inngest\nimport inngest.fast_api\n\napp = None\n"
                    f"{_PY_CLIENT}\n\n{_GREET}\n\ninngest.fast_api.serve(app, bus, [greet])\n"
                ),
            },
            "main.py",
        ),
        "`main.py:5`: `bus` is made in the file that imports the function",
    ),
    "a Python client below what imports the list": (
        Program(
            {
                **_PYTHON,
                "main.py": (
                    "import inngest\nimport inngest.fast_api\n\nfrom jobs import JOBS\n\n"
                    f"{_PY_CLIENT}inngest.fast_api.serve(None, bus, JOBS)\n"
                ),
                "jobs/__init__.py": "JOBS = []\n",
            },
            "main.py",
            "jobs",
        ),
        "`main.py:6`: `bus` is made in a file that imports `jobs/__init__.py`, which imports",
    ),
    "a Python client with its settings": (
        Program(
            {
                **_PYTHON,
                "main.py": (
                    "import logging\nfrom os import environ, path\n\nimport inngest\n"
                    'import inngest.fast_api\n\nNAME = environ.get("NAME", "shop")\n'
                    "bus = inngest.Inngest(\n    app_id=NAME,\n"
                    "    logger=logging.getLogger(),\n)\n\n\n"
                    f"{_GREET}\n\ninngest.fast_api.serve(NAME, bus, [greet])\n"
                ),
            },
            "main.py",
        ),
        "`main.py:8`: `bus` is made in the file that imports the function",
    ),
    "client, functions and list in one module": (
        Program(
            {
                **_NODE,
                "jobs/index.js": (
                    'import { up } from "./log.js";\nimport { Inngest } from "inngest";\n\n'
                    f"{_CLIENT}\nconst greet = {_JS_GREET}\nexport const functions = [greet];\n"
                ),
                "jobs/log.js": "export const up = true;\n",
                "server.js": (
                    'import { serve } from "inngest/express";\n'
                    'import { bus, functions } from "./jobs/index.js";\n\n'
                    "serve({ client: bus, functions });\n"
                ),
            },
            "server.js",
        ),
        "`jobs/index.js:4`: `bus` is made in the file that imports the function",
    ),
    "a client that is not exported": (
        Program(
            {
                **_NODE,
                "server.js": (
                    'import { Inngest } from "inngest";\nimport { serve } from "inngest/express";\n'
                    f"\n{_CLIENT.removeprefix('export ')}const greet = {_JS_GREET}\n"
                    "serve({ client: bus, functions: [greet] });\n"
                ),
            },
            "server.js",
        ),
        "`server.js:4`: `bus` is made in the file that imports the function",
    ),
    "a default export": (
        Program(
            {
                **_NODE,
                "server.js": (
                    'import { Inngest } from "inngest";\nimport { serve } from "inngest/express";\n'
                    f"\n{_CLIENT.removeprefix('export ')}const greet = {_JS_GREET}\n"
                    "serve({ client: bus, functions: [greet] });\nexport default bus;\n"
                ),
            },
            "server.js",
        ),
        "`server.js:4`: `bus` is made in the file that imports the function",
    ),
    "a server that imports the list": (
        Program(
            {
                **_NODE,
                "server.js": (
                    'import { Inngest } from "inngest";\nimport { serve } from "inngest/express";\n'
                    'import { functions } from "./jobs/index.js";\n\n'
                    f"{_CLIENT}\nserve({{ client: bus, functions }});\n"
                ),
                "jobs/index.js": "export const functions = [];\n",
            },
            "server.js",
            "jobs",
        ),
        "`server.js:5`: `bus` is made in a file that imports `jobs/index.js`, which imports",
    ),
}


@pytest.mark.parametrize("case", CIRCULAR)
def test_a_circle_is_refused_with_the_module_that_ends_it(tmp_path: Path, case: str) -> None:
    program, message = CIRCULAR[case]
    made = program.made(tmp_path)
    served = program.served(made)
    before = made.tree()
    with pytest.raises(ScaffoldError) as refused:
        program.add(made)
    assert message in refused.value.message
    assert made.tree() == before
    paste(made, refused.value.hint)
    made.commit()
    assert program.served(made) == served
    pasted = made.tree()
    program.add(made)
    assert program.served(made) == [*served, "send-bill"]
    made.commit().remove("send-bill")
    assert made.tree() == pasted


def paste(made: Repository, hint: str) -> None:
    """Do what a refusal says: make the module, and put its import in place of some lines."""
    found = re.fullmatch(
        r".*make `(.+)` of\n((?:.*\n)+)  and in `(.+)` put this in place of (.+):\n((?:.*\n?)+)",
        hint,
    )
    assert found is not None, hint
    path, content, old, places, instead = found.groups()

    def plain(text: str) -> list[str]:
        return [line.removeprefix("    ") for line in text.splitlines()]

    lines: list[str | None] = list(made.read(old).splitlines())
    for place in places.split(" and "):
        first, *last = map(int, re.findall(r"\d+", place))
        lines[first - 1 : (last or [first])[0]] = [None] * ((last or [first])[0] - first + 1)
        at = first - 1
    kept = [line for line in lines[:at] if line is not None]
    rest = [line for line in lines[at:] if line is not None]
    made.write(
        {
            path: "\n".join(plain(content)) + "\n",
            old: "\n".join([*kept, *plain(instead), *rest]) + "\n",
        }
    )


FINE: dict[str, Program] = {
    "Python functions imported below the client": Program(
        {
            **_PYTHON,
            "main.py": (
                f"import inngest\nimport inngest.fast_api\n\n{_PY_CLIENT}\n"
                "from jobs.greet import greet  # noqa: E402\n\n"
                "inngest.fast_api.serve(None, bus, [greet])\n"
            ),
            "jobs/greet.py": f"import inngest\n\nfrom main import bus\n\n\n{_GREET}",
        },
        "main.py",
    ),
    "a Python list imported below the client": Program(
        {
            **_PYTHON,
            "main.py": (
                f"import inngest\nimport inngest.fast_api\n\n{_PY_CLIENT}\n"
                "from jobs import JOBS  # noqa: E402\n\n"
                "inngest.fast_api.serve(None, bus, JOBS)\n"
            ),
            "jobs/__init__.py": "JOBS = []\n",
        },
        "main.py",
        "jobs",
    ),
    "Python functions imported where they are served": Program(
        {
            **_PYTHON,
            "main.py": (
                f"import inngest\nimport inngest.fast_api\n\n{_PY_CLIENT}\n\n"
                "def serve() -> None:\n    from jobs.greet import greet\n\n"
                "    inngest.fast_api.serve(None, bus, [greet])\n\n\nserve()\n"
            ),
            "jobs/greet.py": f"import inngest\n\nfrom main import bus\n\n\n{_GREET}",
        },
        "main.py",
    ),
    "a circle that the list is the way into": Program(
        {
            **_NODE,
            "server.js": (
                'import { serve } from "inngest/express";\n'
                'import { functions } from "./jobs/index.js";\n'
                'import { bus } from "./client.js";\n\n'
                "serve({ client: bus, functions });\n"
            ),
            "client.js": (
                'import { Inngest } from "inngest";\n'
                'import { functions } from "./jobs/index.js";\n\n'
                f"{_CLIENT}export const count = () => functions.length;\n"
            ),
            "jobs/index.js": (
                'import { greet } from "./greet.js";\n\nexport const functions = [greet];\n'
            ),
            "jobs/greet.js": (
                f'import {{ bus }} from "../client.js";\n\nexport const greet = {_JS_GREET}'
            ),
        },
        "server.js",
    ),
}


@pytest.mark.parametrize("case", FINE)
def test_a_circle_that_loads_is_followed(tmp_path: Path, case: str) -> None:
    program = FINE[case]
    made = program.made(tmp_path)
    before, served = made.tree(), program.served(made)
    planned = program.add(made, dry_run=True).diff or ""
    program.add(made)
    assert program.served(made) == [*served, "send-bill"]
    assert {verb for verb, _ in program.add(made).statuses} == {"unchanged"}
    added = made.tree()
    git(made.root, "stash", "-qu")
    git(made.root, "apply", input=planned.encode())
    assert made.tree() == added
    made.commit().remove("send-bill")
    assert made.tree() == before


def test_a_circle_that_stops_already_is_refused_too(tmp_path: Path) -> None:
    program = FINE["a circle that the list is the way into"]
    server = program.files["server.js"]
    first, second, third, *rest = server.splitlines(keepends=True)
    files = {**program.files, "server.js": "".join([first, third, second, *rest])}
    made = Program(files, "server.js").made(tmp_path)
    with pytest.raises(ScaffoldError, match=r"`client.js:4`: `bus` is made in a file that imports"):
        program.add(made)


@pytest.mark.parametrize(
    "back",
    [
        'import type { Served } from "./index";\n',
        'import { type Served } from "./index";\n',
        'import { Served } from "./index";\n',
        'const later = () => import("./index");\n',
    ],
)
def test_types_and_late_imports_make_no_circle(tmp_path: Path, back: str) -> None:
    files = {
        **HONO_V4,
        "src/inngest.ts": back + HONO_V4["src/inngest.ts"],
        "src/index.ts": HONO_V4["src/index.ts"] + "export type Served = string;\n",
    }
    made = Repository(tmp_path).write(files).commit()
    made.add("send-bill", event="order/billed")
    assert "sendBill" in made.read("src/index.ts")


@pytest.mark.parametrize(
    ("path", "adapter", "framework", "folder"),
    [
        ("pages/api/inngest.ts", "next", "next", "inngest"),
        ("src/pages/api/inngest.ts", "next", "next", "src/inngest"),
        ("netlify/functions/inngest.ts", "lambda", "", "inngest"),
        ("api/inngest.ts", "next", "", "inngest"),
        ("api/inngest.ts", "node", "", "inngest"),
        ("server/api/inngest.ts", "nuxt", "nuxt", "server/inngest"),
        ("server/api/inngest.ts", "express", "express", "server/api"),
        ("app/routes/api.inngest.ts", "remix", "@remix-run/node", "app/inngest"),
        ("functions/inngest.ts", "express", "express", "functions"),
        ("api/server.ts", "express", "express", "api"),
        ("app/api/inngest/route.ts", "next", "next", "inngest"),
    ],
)
def test_nothing_is_put_where_each_file_is_a_route(
    tmp_path: Path, path: str, adapter: str, framework: str, folder: str
) -> None:
    text = (
        f'import {{ Inngest }} from "inngest";\nimport {{ serve }} from "inngest/{adapter}";\n\n'
        f"{_CLIENT}\nconst greet = {_JS_GREET}\n"
        "export default serve({ client: bus, functions: [greet] });\n"
    )
    manifest = json.loads(_PACKAGE)
    manifest["dependencies"] |= {framework: "*"} if framework else {}
    made = Repository(tmp_path).write({"package.json": json.dumps(manifest), path: text}).commit()
    with pytest.raises(ScaffoldError) as refused:
        made.add("send-bill", event="order/billed")
    assert f"`{path}:4`: `bus` is made in the file that" in refused.value.message
    assert f"make `{folder}/client.ts` of" in refused.value.hint
    paste(made, refused.value.hint)
    before = made.commit().tree()
    outcome = made.add("send-bill", event="order/billed")
    assert ("create", f"{folder}/sendBill.ts") in outcome.statuses
    made.commit().remove("send-bill")
    assert made.tree() == before
