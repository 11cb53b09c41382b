"""The registry editor: what is found, what an edit changes, what is refused."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.registry.edit import find_registries, find_registry, register, unregister


class Tree(dict[str, bytes]):
    """A project in memory."""

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


def tree(files: dict[str, str]) -> Tree:
    return Tree({path: text.encode() for path, text in files.items()})


def add(files: dict[str, str], symbol: str, path: str, *, default: bool = False) -> dict[str, str]:
    """Register, and check what holds for every edit; return the files that changed."""
    before = tree(files)
    changed = register(before, find_registry(before), symbol, path, default)
    after = Tree({**before, **changed})
    assert register(after, find_registry(after), symbol, path, default) == {}
    if changed:
        undone = unregister(after, find_registry(after), symbol, path)
        assert {**after, **undone} == before
    return {name: content.decode() for name, content in changed.items()}


def refuse(files: dict[str, str], symbol: str, path: str) -> tuple[str, str]:
    before = tree(files)
    with pytest.raises(ScaffoldError) as caught:
        register(before, find_registry(before), symbol, path)
    return caught.value.message, caught.value.hint


def function(path: str) -> dict[str, str]:
    """A file that defines the function it is named for."""
    name = path.rsplit("/", 1)[-1].split(".")[0]
    return {path: f"{name} = 1\n" if path.endswith(".py") else f"export const {name} = 1;\n"}


NEXT = {
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
    "lib/inngest.ts": "export const inngest = 1;\n",
    **function("inngest/onUserCreated.ts"),
    **function("inngest/addInvoice.ts"),
    **function("inngest/sendDigest.ts"),
}
ROUTE = "app/api/inngest/route.ts"
OURS = """\
import { serve } from "inngest/next";

import { onUserCreated } from "@/inngest/onUserCreated";
import { inngest } from "@/lib/inngest";

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [
    // One function per line, in order.
    onUserCreated,
  ],
});
"""
PYTHON = {
    "app/__init__.py": "",
    "app/client.py": "inngest_client = 1\n",
    "app/functions/__init__.py": "",
    **function("app/functions/on_user_created.py"),
    **function("app/functions/add_invoice.py"),
    **function("app/functions/send_digest.py"),
}
MAIN = "app/main.py"
OURS_PYTHON = """\
import inngest.fast_api
from fastapi import FastAPI

from app.client import inngest_client
from app.functions.on_user_created import on_user_created

app = FastAPI()

inngest.fast_api.serve(
    app,
    inngest_client,
    [
        # One function per line, in order.
        on_user_created,
    ],
)
"""


class TestOurTemplates:
    def test_an_entry_goes_in_order(self) -> None:
        assert add({**NEXT, ROUTE: OURS}, "sendDigest", "inngest/sendDigest.ts") == {
            ROUTE: OURS.replace(
                "import { inngest }",
                'import { sendDigest } from "@/inngest/sendDigest";\nimport { inngest }',
            ).replace("    onUserCreated,\n", "    onUserCreated,\n    sendDigest,\n")
        }

    def test_the_first_entry_stays_behind_the_comment(self) -> None:
        assert add({**NEXT, ROUTE: OURS}, "addInvoice", "inngest/addInvoice.ts") == {
            ROUTE: OURS.replace(
                "import { onUserCreated }",
                'import { addInvoice } from "@/inngest/addInvoice";\nimport { onUserCreated }',
            ).replace("    onUserCreated,\n", "    addInvoice,\n    onUserCreated,\n")
        }

    def test_an_empty_registry_takes_its_first_entry(self) -> None:
        empty = OURS.replace("    onUserCreated,\n", "").replace(
            'import { onUserCreated } from "@/inngest/onUserCreated";\n', ""
        )
        assert add({**NEXT, ROUTE: empty}, "onUserCreated", "inngest/onUserCreated.ts") == {
            ROUTE: OURS
        }

    def test_python(self) -> None:
        assert add(
            {**PYTHON, MAIN: OURS_PYTHON}, "add_invoice", "app/functions/add_invoice.py"
        ) == {
            MAIN: OURS_PYTHON.replace(
                "from app.functions.on",
                "from app.functions.add_invoice import add_invoice\nfrom app.functions.on",
            ).replace("        on_user_created,", "        add_invoice,\n        on_user_created,")
        }

    def test_python_empty(self) -> None:
        empty = OURS_PYTHON.replace("        on_user_created,\n", "").replace(
            "from app.functions.on_user_created import on_user_created\n", ""
        )
        path = "app/functions/on_user_created.py"
        assert add({**PYTHON, MAIN: empty}, "on_user_created", path) == {MAIN: OURS_PYTHON}

    @pytest.mark.parametrize(
        ("files", "at", "start", "first", "second"),
        [
            (NEXT, ROUTE, OURS, "inngest/addInvoice.ts", "inngest/sendDigest.ts"),
            (
                PYTHON,
                MAIN,
                OURS_PYTHON,
                "app/functions/add_invoice.py",
                "app/functions/send_digest.py",
            ),
        ],
        ids=["nextjs", "fastapi"],
    )
    def test_two_branches_merge(
        self,
        tmp_path: Path,
        files: dict[str, str],
        at: str,
        start: str,
        first: str,
        second: str,
    ) -> None:
        def git(*arguments: str) -> None:
            subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

        def commit(content: str, message: str) -> None:
            (tmp_path / "registry").write_text(content)
            git("add", "registry")
            git("commit", "-m", message)

        def branch(path: str) -> str:
            return add({**files, at: start}, _symbol(path), path)[at]

        git("init", "-b", "main")
        commit(start, "base")
        git("switch", "-c", "one")
        commit(branch(first), "one")
        git("switch", "main")
        commit(branch(second), "two")
        git("merge", "one")
        both = add({**files, at: branch(first)}, _symbol(second), second)[at]
        assert (tmp_path / "registry").read_text() == both


def _symbol(path: str) -> str:
    return path.rsplit("/", 1)[-1].split(".")[0]


FUNCTIONS = {**function("a.ts"), **function("b.ts"), **function("c.ts"), **function("z.ts")}


def inline(array: str) -> str:
    return (
        'import { serve } from "inngest/next";\nimport { a } from "./a";\n'
        f'import {{ c }} from "./c";\nexport default serve({{ client, functions: {array} }});\n'
    )


LAYOUTS = [
    # array, with `b`, with `z`
    ("[a, c]", "[a, b, c]", "[a, c, z]"),
    ("[a,c]", "[a,b,c]", "[a,c,z]"),
    ("[ a, c ]", "[ a, b, c ]", "[ a, c, z ]"),
    ("[a, c,]", "[a, b, c,]", "[a, c, z,]"),
    ("[c, a]", "[c, a, b]", "[c, a, z]"),
    ("[a]", "[a, b]", "[a, z]"),
    ("[\n  a,\n  c,\n]", "[\n  a,\n  b,\n  c,\n]", "[\n  a,\n  c,\n  z,\n]"),
    ("[\n  a,\n  c\n]", "[\n  a,\n  b,\n  c\n]", "[\n  a,\n  c,\n  z\n]"),
    ("[\n\ta,\n\tc,\n]", "[\n\ta,\n\tb,\n\tc,\n]", "[\n\ta,\n\tc,\n\tz,\n]"),
    (
        "[\n  a,   // first\n  c    // last\n]",
        "[\n  a,   // first\n  b,\n  c    // last\n]",
        "[\n  a,   // first\n  c,    // last\n  z\n]",
    ),
    (
        "[\n  // Users\n  a,\n\n  // Orders\n  c,\n  // add more here\n]",
        "[\n  // Users\n  a,\n  b,\n\n  // Orders\n  c,\n  // add more here\n]",
        "[\n  // Users\n  a,\n\n  // Orders\n  c,\n  z,\n  // add more here\n]",
    ),
    ("[a,\n  c]", "[a,\n  b,\n  c]", "[a,\n  c,\n  z]"),
    ("[\n  a,\n  c]", "[\n  a,\n  b,\n  c]", "[\n  a,\n  c,\n  z]"),
    ("[\n  a\n  , c\n]", "[\n  a\n  , b\n  , c\n]", "[\n  a\n  , c\n  , z\n]"),
    ("[\n  a, c,\n]", "[\n  a, b, c,\n]", "[\n  a, c,\n  z,\n]"),
    ("[a /* A */, c]", "[a /* A */, b, c]", "[a /* A */, c, z]"),
    ("[...more, c]", "[...more, c, b]", "[...more, c, z]"),
    ("[...more]", "[...more, b]", "[...more, z]"),
    ("[a, makeFn(cfg)]", "[a, makeFn(cfg), b]", "[a, makeFn(cfg), z]"),
    ("[a, ...(on ? [c] : [])]", "[a, ...(on ? [c] : []), b]", "[a, ...(on ? [c] : []), z]"),
    ("[a, ns.fn, c]", "[a, ns.fn, c, b]", "[a, ns.fn, c, z]"),
    ("[a, c] as const", "[a, b, c] as const", "[a, c, z] as const"),
    ("[a, c] satisfies Fn[]", "[a, b, c] satisfies Fn[]", "[a, c, z] satisfies Fn[]"),
    ("([a, c])", "([a, b, c])", "([a, c, z])"),
    ("[]", "[b]", "[z]"),
    ("[ ]", "[ b ]", "[ z ]"),
    ("[\n  ]", "[\n    b,\n  ]", "[\n    z,\n  ]"),
    (
        "[\n    // none yet\n  ]",
        "[\n    // none yet\n    b,\n  ]",
        "[\n    // none yet\n    z,\n  ]",
    ),
    ("[/* none */]", "[/* none */ b]", "[/* none */ z]"),
    ("[ /* none */ ]", "[ /* none */ b ]", "[ /* none */ z ]"),
    (
        "[\n  // @ts-ignore\n  c,\n]",
        "[\n  b,\n  // @ts-ignore\n  c,\n]",
        "[\n  // @ts-ignore\n  c,\n  z,\n]",
    ),
]


@pytest.mark.parametrize("suffix", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("array", "with_b", "with_z"), LAYOUTS)
def test_array_layout(array: str, with_b: str, with_z: str, suffix: str) -> None:
    def ended(text: str) -> str:
        return text.replace("\n", suffix)

    for symbol, expected in (("b", with_b), ("z", with_z)):
        before = ended(inline(array))
        after = add({**FUNCTIONS, "route.ts": before}, symbol, f"{symbol}.ts")["route.ts"]
        line = f'import {{ {symbol} }} from "./{symbol}";\n'
        place = 'import { c } from "./c";\n' if symbol == "b" else "export default"
        assert after == ended(inline(expected).replace(place, line + place, 1))


def served(array: str) -> str:
    return (
        "import inngest.flask\nfrom fns.a import a\nfrom fns.c import c\n"
        f"inngest.flask.serve(app, client, {array})\n"
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("array", "expected"),
    [
        ("[a, c]", "[a, b, c]"),
        ("[a,c]", "[a,b,c]"),
        ("[c, a]", "[c, a, b]"),
        ("[\n    a,\n    c,\n]", "[\n    a,\n    b,\n    c,\n]"),
        ("[\n    a,\n    c\n]", "[\n    a,\n    b,\n    c\n]"),
        ("[\n    a,  # first\n    c,\n]", "[\n    a,  # first\n    b,\n    c,\n]"),
        ("[\n    # none yet\n]", "[\n    # none yet\n    b,\n]"),
        ("[\n    c,\n    a  # last\n]", "[\n    c,\n    a,  # last\n    b\n]"),
        ("[*more, c]", "[*more, c, b]"),
        ("[]", "[b]"),
        ("functions=[c], serve_path='/x'", "functions=[b, c], serve_path='/x'"),
    ],
)
def test_python_layout(array: str, expected: str, ending: str) -> None:
    functions = {**function("fns/a.py"), **function("fns/b.py"), **function("fns/c.py")}
    files = {**functions, "main.py": served(array).replace("\n", ending)}
    line = "from fns.b import b\nfrom fns.c"
    assert add(files, "b", "fns/b.py") == {
        "main.py": served(expected).replace("from fns.c", line).replace("\n", ending)
    }


SERVE = 'import { serve } from "inngest/next";\n'
EDITS: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "const in the same file, handler re-exported",
        {
            "r.ts": SERVE + 'import { a } from "./a";\nconst functions = [a];\n'
            "const handler = serve({ client, functions });\nexport const GET = handler.GET"
        },
        {
            "r.ts": SERVE + 'import { a } from "./a";\nimport { b } from "./b";\n'
            "const functions = [a, b];\n"
            "const handler = serve({ client, functions });\nexport const GET = handler.GET"
        },
    ),
    (
        "list in an index file without semicolons, its export block kept in step",
        {
            "r.ts": SERVE + 'import { functions } from "./list";\nserve({ client, functions })',
            "list/index.ts": "import { a } from '../a'\nimport { c } from '../c'\n\n"
            "export const functions = [\n  a,\n  c\n]\n\nexport { a, c }\n",
        },
        {
            "list/index.ts": "import { a } from '../a'\nimport { b } from '../b'\n"
            "import { c } from '../c'\n\n"
            "export const functions = [\n  a,\n  b,\n  c\n]\n\nexport { a, b, c }\n"
        },
    ),
    (
        "default export of a list",
        {
            "r.ts": SERVE + 'import fns from "./list";\nserve({ client, functions: fns });',
            "list.ts": "import { a } from './a'\nexport default [a] as const",
        },
        {
            "list.ts": "import { a } from './a'\nimport { b } from './b'\n"
            "export default [a, b] as const"
        },
    ),
    (
        "default export of a name, renamed on import",
        {
            "r.ts": SERVE + 'import fns from "./list";\nserve({ client, functions: fns });',
            "list.ts": 'import { a } from "./a";\nconst all: Fn[] = [a];\nexport default all;\n',
        },
        {
            "list.ts": 'import { a } from "./a";\nimport { b } from "./b";\n'
            "const all: Fn[] = [a, b];\nexport default all;\n"
        },
    ),
    (
        "list behind `export *`",
        {
            "r.ts": SERVE
            + 'import { fns as f } from "./barrel";\nserve({ client, functions: f });',
            "barrel/index.ts": "export * from './all';\n",
            "barrel/all.ts": 'import { a } from "../a";\nexport const fns = [a];\n',
        },
        {
            "barrel/all.ts": 'import { a } from "../a";\nimport { b } from "../b";\n'
            "export const fns = [a, b];\n"
        },
    ),
    (
        "a barrel hands the functions on",
        {
            "r.ts": SERVE + 'import { a, c } from ".";\nserve({ client, functions: [a, c] });',
            "index.ts": "export { a } from './a'\nexport { c } from './c'\n",
        },
        {
            "r.ts": SERVE
            + 'import { a, b, c } from ".";\nserve({ client, functions: [a, b, c] });',
            "index.ts": "export { a } from './a'\nexport { b } from './b'\n"
            "export { c } from './c'\n",
        },
    ),
    (
        "a barrel of stars",
        {
            "r.ts": SERVE + 'import { a } from "./index.js";\nserve({ client, functions: [a] });',
            "index.ts": "export * from './a.js'\nexport * from './c.js'\n",
        },
        {
            "r.ts": SERVE
            + 'import { a, b } from "./index.js";\nserve({ client, functions: [a, b] });',
            "index.ts": "export * from './a.js'\nexport * from './b.js'\nexport * from './c.js'\n",
        },
    ),
    (
        "a barrel that imports and exports",
        {
            "r.ts": SERVE + 'import { a } from ".";\nserve({ client, functions: [a] });',
            "index.ts": 'import { a } from "./a";\n\nexport { a };\n',
        },
        {
            "r.ts": SERVE + 'import { a, b } from ".";\nserve({ client, functions: [a, b] });',
            "index.ts": 'import { a } from "./a";\nimport { b } from "./b";\n\nexport { a, b };\n',
        },
    ),
    (
        "entries of a namespace",
        {
            "r.ts": SERVE
            + 'import * as fns from ".";\nserve({ client, functions: [fns.a, fns.c] });',
            "index.ts": "export { a } from './a'\nexport { c } from './c'\n",
        },
        {
            "r.ts": SERVE
            + 'import * as fns from ".";\nserve({ client, functions: [fns.a, fns.b, fns.c] });',
            "index.ts": "export { a } from './a'\nexport { b } from './b'\n"
            "export { c } from './c'\n",
        },
    ),
    (
        "positional, SDK v2",
        {"r.ts": SERVE + 'import { a } from "./a";\nexport default serve(client, [a]);\n'},
        {
            "r.ts": SERVE + 'import { a } from "./a";\nimport { b } from "./b";\n'
            "export default serve(client, [a, b]);\n"
        },
    ),
    (
        "app name first",
        {"r.ts": SERVE + 'import { a } from "./a";\nexport default serve("My app", [a]);\n'},
        {
            "r.ts": SERVE + 'import { a } from "./a";\nimport { b } from "./b";\n'
            'export default serve("My app", [a, b]);\n'
        },
    ),
    (
        "Express, CommonJS",
        {
            "r.js": "const { serve } = require('inngest/express')\nconst { a } = require('./a')\n\n"
            "app.use('/api/inngest', serve({ client, functions: [a] }))\n"
        },
        {
            "r.js": "const { serve } = require('inngest/express')\nconst { a } = require('./a')\n"
            "const { b } = require('./b')\n\n"
            "app.use('/api/inngest', serve({ client, functions: [a, b] }))\n"
        },
    ),
    (
        "Hono, beside the serve() of another library",
        {
            "r.ts": 'import { serve } from "@hono/node-server";\n'
            'import { serve as inngestServe } from "inngest/hono";\nimport { a } from "./a";\n'
            "const functions = [];\nserve({ functions: [] });\n"
            'app.on(["GET"], "/x", inngestServe({ client, functions: [a] }));\n'
        },
        {
            "r.ts": 'import { serve } from "@hono/node-server";\n'
            'import { serve as inngestServe } from "inngest/hono";\nimport { a } from "./a";\n'
            'import { b } from "./b";\n'
            "const functions = [];\nserve({ functions: [] });\n"
            'app.on(["GET"], "/x", inngestServe({ client, functions: [a, b] }));\n'
        },
    ),
    (
        "Fastify",
        {
            "r.ts": 'import fastifyPlugin from "inngest/fastify";\nimport { a } from "./a";\n'
            "app.register(fastifyPlugin, { client, functions: [a], options: {} });\n"
        },
        {
            "r.ts": 'import fastifyPlugin from "inngest/fastify";\nimport { a } from "./a";\n'
            'import { b } from "./b";\n'
            "app.register(fastifyPlugin, { client, functions: [a, b], options: {} });\n"
        },
    ),
    (
        "connect() without serve()",
        {
            "r.ts": 'import { connect } from "inngest/connect";\nimport { a } from "./a";\n'
            "await connect({ apps: [{ client, functions: [a] }] });\n"
        },
        {
            "r.ts": 'import { connect } from "inngest/connect";\nimport { a } from "./a";\n'
            'import { b } from "./b";\nawait connect({ apps: [{ client, functions: [a, b] }] });\n'
        },
    ),
    (
        "an options object in another file",
        {
            "r.ts": SERVE + 'import { options } from "./options";\nserve(options);\n',
            "options.ts": 'import { a } from "./a";\nexport const options = { functions: [a] };\n',
        },
        {
            "options.ts": 'import { a } from "./a";\nimport { b } from "./b";\n'
            "export const options = { functions: [a, b] };\n",
        },
    ),
    (
        "options spread into the call",
        {
            "r.ts": SERVE + 'import { a } from "./a";\nconst base = { functions: [a] };\n'
            "serve({ ...base, client });\n",
        },
        {
            "r.ts": SERVE + 'import { a } from "./a";\nimport { b } from "./b";\n'
            "const base = { functions: [a, b] };\nserve({ ...base, client });\n",
        },
    ),
    (
        "spread of the list beside the function",
        {
            "x/r.ts": SERVE
            + 'import { all } from "../all";\nserve({ client, functions: [...all] });',
            "all.ts": 'import { c } from "./c";\nexport const all = [c];\n',
        },
        {
            "all.ts": 'import { b } from "./b";\nimport { c } from "./c";\n'
            "export const all = [b, c];\n"
        },
    ),
    (
        "an import to extend, over several lines, and a type import to leave alone",
        {
            "b.ts": "export const a = 1, b = 2, c = 3;\n",
            "r.ts": SERVE + "import {\n  a, // first\n  // the rest\n  c,\n} from './b';\n"
            "import type { b as B } from './b';\nserve({ client, functions: [a] });\n",
        },
        {
            "r.ts": SERVE + "import {\n  a, // first\n  b,\n  // the rest\n  c,\n} from './b';\n"
            "import type { b as B } from './b';\nserve({ client, functions: [a, b] });\n",
        },
    ),
    (
        "a default import to extend",
        {
            "b.ts": "export default 1;\nexport const b = 1;\n",
            "r.ts": SERVE + 'import q from "./b";\nserve({ client, functions: [q] });\n',
        },
        {"r.ts": SERVE + 'import q, { b } from "./b";\nserve({ client, functions: [b, q] });\n'},
    ),
    (
        "commented-out lines do not count",
        {
            "r.ts": SERVE + '// import { b } from "./b";\nimport { a } from "./a";\n'
            "serve({ client, functions: [\n  a,\n  // b,\n] });\n"
        },
        {
            "r.ts": SERVE + '// import { b } from "./b";\nimport { a } from "./a";\n'
            'import { b } from "./b";\nserve({ client, functions: [\n  a,\n  b,\n  // b,\n] });\n'
        },
    ),
    (
        "shebang, directive, no imports yet",
        {
            "r.ts": SERVE + 'import { fns } from "./list";\nserve({ client, functions: fns });',
            "list.ts": "#!/usr/bin/env node\n'use server'\n\n// All of them.\n"
            "export const fns = []\n",
        },
        {
            "list.ts": "#!/usr/bin/env node\n'use server'\n\nimport { b } from './b'\n\n"
            "// All of them.\nexport const fns = [b]\n"
        },
    ),
    (
        "fastify, the plugin and its options cast",
        {
            "r.ts": 'import fastifyPlugin from "inngest/fastify";\nimport { a } from "./a";\n'
            "app.register((fastifyPlugin as unknown) as any, { client, functions: [a] } as any);\n"
        },
        {
            "r.ts": 'import fastifyPlugin from "inngest/fastify";\nimport { a } from "./a";\n'
            'import { b } from "./b";\n'
            "app.register((fastifyPlugin as unknown) as any, { client, functions: [a, b] } as any);"
            "\n"
        },
    ),
    (
        "serve cast",
        {
            "r.ts": SERVE + 'import { a } from "./a";\n'
            "export default (serve as any)({ client, functions: [a] });\n"
        },
        {
            "r.ts": SERVE + 'import { a } from "./a";\nimport { b } from "./b";\n'
            "export default (serve as any)({ client, functions: [a, b] });\n"
        },
    ),
    (
        "byte order mark, tabs, CRLF, no final newline",
        {
            "r.ts": SERVE + 'import { fns } from "./list";\nserve({ client, functions: fns });',
            "list.ts": "\ufeffimport { c } from './c'\r\nexport const fns = [\r\n\tc\r\n]",
        },
        {
            "list.ts": "\ufeffimport { b } from './b'\r\nimport { c } from './c'\r\n"
            "export const fns = [\r\n\tb,\r\n\tc\r\n]"
        },
    ),
]


@pytest.mark.parametrize(("files", "expected"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_edit(files: dict[str, str], expected: dict[str, str]) -> None:
    assert add({**FUNCTIONS, **files}, "b", "b.ts") == expected


def listed(name: str, *paths: str) -> str:
    """A module that exports a list of the functions of some files, by specifier."""
    names = [path.rsplit("/", 1)[-1] for path in paths]
    lines = [
        f'import {{ {each} }} from "{path}";\n' for each, path in zip(names, paths, strict=True)
    ]
    return "".join(lines) + f"export const {name} = [{', '.join(names)}];\n"


TWO_LISTS = (
    SERVE + 'import { jobs } from "./jobs";\nimport { cron } from "./cron";\n'
    "serve({ client, functions: [SPREAD] });\n"
)
# What is served, the other files, and the file and the array that take `jobs/b.ts`.
SPREADS: list[tuple[str, str, dict[str, str], str, str]] = [
    (
        "the list of its folder, the first",
        "...jobs, ...cron",
        {"jobs/index.ts": listed("jobs", "./a"), "cron/index.ts": listed("cron", "./c")},
        "jobs/index.ts",
        "[a, b]",
    ),
    (
        "the list of its folder, the last",
        "...cron, ...jobs",
        {"jobs/index.ts": listed("jobs", "./a"), "cron/index.ts": listed("cron", "./c")},
        "jobs/index.ts",
        "[a, b]",
    ),
    (
        "a list elsewhere of what is in its folder",
        "...cron, ...jobs",
        {"jobs.ts": listed("jobs", "./jobs/a"), "cron.ts": listed("cron", "./cron/c")},
        "jobs.ts",
        "[a, b]",
    ),
    (
        "neither of two lists of its folder",
        "...cron, ...jobs",
        {
            "jobs.ts": 'export { jobs } from "./jobs/jobs";\n',
            "jobs/jobs.ts": listed("jobs", "./a"),
            "cron.ts": 'export { cron } from "./jobs/cron";\n',
            "jobs/cron.ts": listed("cron", "./c"),
            **function("jobs/c.ts"),
        },
        "r.ts",
        "[...cron, ...jobs, b]",
    ),
    (
        "neither of two modules with their list",
        "...cron, ...jobs",
        {
            "jobs.ts": 'export { jobs } from "./jobs/mail";\n',
            "jobs/mail.ts": "const a = f();\nexport const jobs = [a];\n",
            "cron.ts": 'export { cron } from "./jobs/cron";\n',
            "jobs/cron.ts": "const c = f();\nexport const cron = [c];\n",
        },
        "r.ts",
        "[...cron, ...jobs, b]",
    ),
    (
        "the list that both are spread into",
        "...cron, ...jobs",
        {
            "jobs.ts": 'export { jobs } from "./jobs/index";\n',
            "jobs/index.ts": 'import { c } from "./c";\nimport { mail } from "./mail";\n'
            'import { push } from "./push";\nexport const jobs = [...mail, ...push];\n',
            "jobs/mail.ts": "const a = f();\nexport const mail = [a];\n",
            "jobs/push.ts": "const c = f();\nexport const push = [c];\n",
            "cron.ts": listed("cron", "./cron/c"),
        },
        "jobs/index.ts",
        "[...mail, ...push, b]",
    ),
    (
        "no list of its folder",
        "...cron, ...jobs",
        {"jobs.ts": listed("jobs", "./x/a"), "cron.ts": listed("cron", "./cron/c")},
        "r.ts",
        "[...cron, ...jobs, b]",
    ),
]


@pytest.mark.parametrize(
    ("served", "files", "path", "array"), [s[1:] for s in SPREADS], ids=[s[0] for s in SPREADS]
)
def test_spread_lists(served: str, files: dict[str, str], path: str, array: str) -> None:
    functions = function("jobs/a.ts") | function("cron/c.ts") | function("x/a.ts")
    changed = add(
        {**functions, **files, "r.ts": TWO_LISTS.replace("SPREAD", served)}, "b", "jobs/b.ts"
    )
    assert list(changed) == [path]
    assert array in changed[path]


def test_python_spread_lists() -> None:
    files = {
        **function("jobs/a.py"),
        **function("cron/c.py"),
        "jobs/__init__.py": "from jobs.a import a\n\njobs = [a]\n",
        "cron/__init__.py": "from cron.c import c\n\ncron = [c]\n",
        "m.py": FAST + "from cron import cron\nfrom jobs import jobs\n"
        "inngest.fast_api.serve(app, client, [*cron, *jobs])\n",
    }
    assert "[a, b]" in add(files, "b", "jobs/b.py")["jobs/__init__.py"]
    assert "[*cron, *jobs, b]" in add(files, "b", "b.py")["m.py"]


REFUSALS: list[tuple[str, dict[str, str], str, list[str]]] = [
    # what, files, message, the lines to paste
    (
        "computed by a call",
        {"r.ts": SERVE + "serve({ client, functions: await load() });\n"},
        "`r.ts:2`: `functions` is computed by `load()`",
        ['import { b } from "./b";', "functions: [...(await load()), b],"],
    ),
    (
        "filtered",
        {
            "r.ts": SERVE
            + 'import { a } from "./a";\nserve({ client, functions: [a].filter(Boolean) });'
        },
        "`r.ts:3`: `functions` is computed by `[a].filter()`",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "pushed to",
        {
            "r.ts": SERVE + "import { a } from './a'\nconst fns = [a];\n"
            "if (dev) fns.push(z);\nserve({ client, functions: fns });\n"
        },
        "`r.ts:4`: `fns` is changed after it is made",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "assigned again",
        {"r.ts": SERVE + "let fns = [a];\nfns = [];\nserve({ client, functions: fns });\n"},
        "`r.ts:3`: `fns` is changed after it is made",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "assigned by branch",
        {
            "r.ts": SERVE + "let fns;\nif (dev) {\n  fns = [a];\n} else {\n  fns = [];\n}\n"
            "serve({ client, functions: fns });\n"
        },
        "`r.ts:4`: `fns` is assigned in two branches, there and at `r.ts:6`",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "all exports of a module",
        {
            "r.ts": SERVE + 'import * as fns from "./all";\n'
            "serve({ client, functions: Object.values(fns) });\n",
            "all.ts": "export { a } from './a.js'\n",
        },
        "`r.ts:3`: exported functions of `all.ts` are registered by themselves: export it there",
        ["export { b } from './b.js'"],
    ),
    (
        "all exports of a module, spread",
        {
            "r.ts": SERVE + 'import * as fns from "./all";\nimport { z } from "./z";\n'
            "serve({ client, functions: [...Object.values(fns), z] });\n",
            "all.ts": "export * from './a'\n",
        },
        "`r.ts:4`: exported functions of `all.ts` are registered by themselves: export it there",
        ["export { b } from './b'"],
    ),
    (
        "signature of an older SDK",
        {
            "package.json": '{ "dependencies": { "inngest": "^3.40.0" } }',
            "r.ts": SERVE + "export default serve(client, [a]);\n",
        },
        "`r.ts:2`: `serve(client, […])` is for SDK v2; "
        "this SDK takes `serve({ client, functions })`",
        ['import { b } from "./b";', "serve({ client, functions: [a, b] })"],
    ),
    (
        "switched off",
        {"r.ts": SERVE + "serve({ client, functions: [\n  // Paused until June.\n] });\n"},
        "`r.ts:3`: the registry is empty on purpose: `// Paused until June.`",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "no functions at all",
        {"r.ts": SERVE + "serve({ client });\n"},
        "`r.ts:2`: the call has no `functions`",
        ['import { b } from "./b";', "functions: [b],"],
    ),
    (
        "functions may be in a spread",
        {"r.ts": SERVE + "serve({ ...options });\n"},
        "`r.ts:2`: the call does not state its functions",
        [
            'import { b } from "./b";',
            "serve({ ...options, functions: [...options.functions, b] })",
        ],
    ),
    (
        "a parameter",
        {"r.ts": SERVE + "export const make = (functions) => serve({ client, functions });\n"},
        "`r.ts:2`: `functions` is a parameter",
        ['import { b } from "./b";', "functions: [...functions, b],"],
    ),
    (
        "from a package",
        {"r.ts": SERVE + 'import { fns } from "@acme/fns";\nserve({ client, functions: fns });\n'},
        "`r.ts:3`: `fns` comes from `@acme/fns`, which is not found",
        ['import { b } from "./b";', "functions: [...fns, b],"],
    ),
    (
        "a conditional",
        {"r.ts": SERVE + "serve({ client, functions: dev ? [a] : [] });\n"},
        "`r.ts:2`: `dev ? [a] : []` is not an array",
        ['import { b } from "./b";', "functions: [...(dev ? [a] : []), b],"],
    ),
    (
        "the name is taken",
        {"r.ts": SERVE + "const b = 1;\nserve({ client, functions: [] });\n"},
        "`r.ts:2`: `b` is something else there",
        ['import { b as bFunction } from "./b";', "bFunction,"],
    ),
    (
        "the name is taken by an import",
        {"r.ts": SERVE + "import { b } from 'x'\nserve({ client, functions: [] })\n"},
        "`r.ts:2`: `b` is imported from `x` there",
        ['import { b as bFunction } from "./b";', "bFunction,"],
    ),
    (
        "the name is taken by a pattern",
        {"r.ts": SERVE + "const { b } = make();\nserve({ client, functions: [] });\n"},
        "`r.ts:2`: `b` is something else there",
        ['import { b as bFunction } from "./b";', "bFunction,"],
    ),
    (
        "the name is taken by a type",
        {"r.ts": SERVE + 'import type { b } from "./b";\nserve({ client, functions: [] });\n'},
        "`r.ts:2`: `b` is imported from `./b` there",
        ['import { b as bFunction } from "./b";', "bFunction,"],
    ),
    (
        "a syntax error far from the array",
        {"r.ts": SERVE + "const x = ;\nserve({ client, functions: [a] });\n"},
        "`r.ts:2`: the file could not be read in full there",
        ['import { b } from "./b";', "b,"],
    ),
    (
        "an array that is not closed",
        {"r.ts": SERVE + "serve({ client, functions: [a, ; });\n"},
        "`r.ts:2`: the file could not be read in full there",
        ['import { b } from "./b";', "b,"],
    ),
]


@pytest.mark.parametrize(
    ("files", "message", "lines"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_refusal(files: dict[str, str], message: str, lines: list[str]) -> None:
    said, hint = refuse({**FUNCTIONS, **files}, "b", "b.ts")
    assert said == f"cannot register `b`: {message}"
    assert hint.splitlines()[1:] == [f"    {line}" for line in lines]


PY = {**function("fns/a.py"), **function("fns/b.py"), **function("fns/c.py"), "fns/__init__.py": ""}
PYTHON_EDITS: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "an app factory with imports inside",
        {
            "m.py": "from inngest import flask as served\n\ndef create_app():\n"
            "    from fns.a import a\n    served.serve(app, client, [a])\n    return app\n"
        },
        {
            "m.py": "from inngest import flask as served\n\ndef create_app():\n"
            "    from fns.a import a\n    from fns.b import b\n"
            "    served.serve(app, client, [a, b])\n    return app\n"
        },
    ),
    (
        "an import in another function does not count",
        {
            "m.py": "import inngest.flask\n\ndef other():\n    from fns.b import b\n"
            "    from fns.a import a\n    return a, b\n\n"
            "def create_app():\n    inngest.flask.serve(app, client, [])\n"
        },
        {
            "m.py": "import inngest.flask\nfrom fns.b import b\n\ndef other():\n"
            "    from fns.b import b\n    from fns.a import a\n    return a, b\n\n"
            "def create_app():\n    inngest.flask.serve(app, client, [b])\n"
        },
    ),
    (
        "a try around it all",
        {
            "m.py": "try:\n    from inngest.fast_api import serve\n    from fns.a import a\n"
            "    serve(app, client, [a])\nexcept ImportError:\n    pass\n"
        },
        {
            "m.py": "try:\n    from inngest.fast_api import serve\n    from fns.a import a\n"
            "    from fns.b import b\n"
            "    serve(app, client, [a, b])\nexcept ImportError:\n    pass\n"
        },
    ),
    (
        "Django",
        {
            "urls.py": "import inngest.django\nfrom fns.a import a\n"
            'urlpatterns = [\n    path("x/", x),\n    inngest.django.serve(client, [a]),\n]\n'
        },
        {
            "urls.py": "import inngest.django\nfrom fns.a import a\nfrom fns.b import b\n"
            'urlpatterns = [\n    path("x/", x),\n    inngest.django.serve(client, [a, b]),\n]\n'
        },
    ),
    (
        "Tornado",
        {"m.py": "import inngest.tornado as t\nfrom fns.a import a\nt.serve(app, client, [a])\n"},
        {
            "m.py": "import inngest.tornado as t\nfrom fns.a import a\nfrom fns.b import b\n"
            "t.serve(app, client, [a, b])\n"
        },
    ),
    (
        "connect()",
        {
            "m.py": "from inngest.connect import connect\nfrom fns.a import a\n"
            "connect(apps=[(client, [a])])\n"
        },
        {
            "m.py": "from inngest.connect import connect\n"
            "from fns.a import a\nfrom fns.b import b\nconnect(apps=[(client, [a, b])])\n"
        },
    ),
    (
        "a typed list in the package, relative imports",
        {
            "m.py": "import inngest.fast_api\nfrom fns import functions\n"
            "inngest.fast_api.serve(app, client, functions)\n",
            "fns/__init__.py": "from .a import a\nfrom .c import c\n\n"
            "functions: list[Function] = [a, c]\n\n__all__ = ['a', 'c']\n",
        },
        {
            "fns/__init__.py": "from .a import a\nfrom .b import b\nfrom .c import c\n\n"
            "functions: list[Function] = [a, b, c]\n\n__all__ = ['a', 'b', 'c']\n"
        },
    ),
    (
        "a package that hands its functions on, parenthesised import",
        {
            "m.py": "import inngest.fast_api\nfrom fns import (\n    a,  # first\n    c,\n)\n"
            "inngest.fast_api.serve(app, client, [a, c])\n",
            "fns/__init__.py": "from fns.a import a\nfrom fns.c import c\n",
        },
        {
            "m.py": "import inngest.fast_api\n"
            "from fns import (\n    a,  # first\n    b,\n    c,\n)\n"
            "inngest.fast_api.serve(app, client, [a, b, c])\n",
            "fns/__init__.py": "from fns.a import a\nfrom fns.b import b\nfrom fns.c import c\n",
        },
    ),
    (
        "modules imported from their package",
        {
            "m.py": "import inngest.fast_api\nfrom fns import a, c\n"
            "inngest.fast_api.serve(app, client, [a.a, c.c])\n"
        },
        {
            "m.py": "import inngest.fast_api\nfrom fns import a, b, c\n"
            "inngest.fast_api.serve(app, client, [a.a, b.b, c.c])\n"
        },
    ),
    (
        "module-qualified through the package",
        {
            "m.py": "import inngest.fast_api\nimport fns\n"
            "inngest.fast_api.serve(app, client, [fns.a.a])\n",
            "fns/__init__.py": "from . import a\n",
        },
        {
            "m.py": "import inngest.fast_api\nimport fns\n"
            "inngest.fast_api.serve(app, client, [fns.a.a, fns.b.b])\n",
            "fns/__init__.py": "from . import a, b\n",
        },
    ),
    (
        "a docstring and a future import first",
        {
            "m.py": "import inngest.fast_api\nfrom registry import functions\n"
            "inngest.fast_api.serve(app, client, functions)\n",
            "registry.py": '"""All."""\nfrom __future__ import annotations\n\nfunctions = []\n',
        },
        {
            "registry.py": '"""All."""\nfrom __future__ import annotations\n\n'
            "from fns.b import b\n\nfunctions = [b]\n"
        },
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [e[1:] for e in PYTHON_EDITS], ids=[e[0] for e in PYTHON_EDITS]
)
def test_python_edit(files: dict[str, str], expected: dict[str, str]) -> None:
    assert add({**PY, **files}, "b", "fns/b.py") == expected


FAST = "import inngest.fast_api\n"
PYTHON_REFUSALS: list[tuple[str, dict[str, str], str, list[str]]] = [
    (
        "the module where the function was meant",
        {"m.py": FAST + "from fns import b\ninngest.fast_api.serve(app, client, [b])\n"},
        "`m.py:2`: `b` is the module `fns/b.py` there, not the function in it",
        ["from fns.b import b", "b,"],
    ),
    (
        "a comprehension",
        {"m.py": FAST + "inngest.fast_api.serve(app, client, [f for f in fns])\n"},
        "`m.py:2`: `[f for f in fns]` is not an array",
        ["from fns.b import b", "[*[f for f in fns], b],"],
    ),
    (
        "appended to",
        {"m.py": FAST + "fns = []\nfns.append(x)\ninngest.fast_api.serve(app, client, fns)\n"},
        "`m.py:3`: `fns` is changed after it is made",
        ["from fns.b import b", "b,"],
    ),
    (
        "two lists by condition",
        {
            "m.py": FAST + "try:\n    fns = [a]\nexcept E:\n    fns = []\n"
            "inngest.fast_api.serve(app, client, fns)\n"
        },
        "`m.py:3`: `fns` is assigned in two branches, there and at `m.py:5`",
        ["from fns.b import b", "b,"],
    ),
    (
        "two lists by condition, and more in one of them",
        {
            "m.py": FAST + "if x:\n    fns = [a]\nelse:\n    fns = []\nfns.append(a)\n"
            "inngest.fast_api.serve(app, client, fns)\n"
        },
        "`m.py:5`: `fns` is changed after it is made",
        ["from fns.b import b", "b,"],
    ),
    (
        "three lists by condition in another file",
        {
            "jobs.py": "if x:\n    FNS = []\nelif y:\n    FNS = [a]\nelse:\n    FNS = []\n",
            "m.py": FAST + "from jobs import FNS\ninngest.fast_api.serve(app, client, FNS)\n",
        },
        "`jobs.py:2`: `FNS` is assigned in three branches, "
        "there and at `jobs.py:4` and `jobs.py:6`",
        ["from fns.b import b", "b,"],
    ),
    (
        "switched off",
        {"m.py": FAST + "inngest.fast_api.serve(app, client, [])  # disabled on purpose\n"},
        "`m.py:2`: the registry is empty on purpose: `# disabled on purpose`",
        ["from fns.b import b", "b,"],
    ),
]


@pytest.mark.parametrize(
    ("files", "message", "lines"),
    [r[1:] for r in PYTHON_REFUSALS],
    ids=[r[0] for r in PYTHON_REFUSALS],
)
def test_python_refusal(files: dict[str, str], message: str, lines: list[str]) -> None:
    said, hint = refuse({**PY, **files}, "b", "fns/b.py")
    assert said == f"cannot register `b`: {message}"
    assert hint.splitlines()[1:] == [f"    {line}" for line in lines]


REGISTERED = [
    ("renamed import", SERVE + 'import { b as q } from "./b";\nserve({ client, functions: [q] });'),
    ("namespace", SERVE + 'import * as m from "./b";\nserve({ client, functions: [m.b] });'),
    ("cast", SERVE + 'import { b } from "./b";\nserve({ client, functions: [b as any] });'),
    (
        "spread",
        SERVE + 'import { b } from "./b";\nconst x = [b];\nserve({ client, functions: [...x] });',
    ),
    (
        "Object.values",
        SERVE + 'import * as m from "./b";\nserve({ client, functions: Object.values(m) });',
    ),
    (
        "filter",
        SERVE + 'import { b } from "./b";\nserve({ client, functions: [b].filter(Boolean) });',
    ),
]


@pytest.mark.parametrize("route", [r[1] for r in REGISTERED], ids=[r[0] for r in REGISTERED])
def test_registered_already(route: str) -> None:
    files = tree({**FUNCTIONS, "r.ts": route})
    assert register(files, find_registry(files), "b", "b.ts") == {}


class TestFind:
    def test_two_registries(self) -> None:
        files = tree({"one.ts": SERVE + "serve({ functions: [] })", "two.ts": SERVE + "serve({})"})
        with pytest.raises(ScaffoldError) as caught:
            find_registry(files)
        assert caught.value.message == "there are 2 registries: `one.ts:2`, `two.ts:2`"
        assert caught.value.missing_flags == ("--registry",)
        assert find_registry(files, "two.ts").serve_path == "two.ts"

    def test_two_in_one_file(self) -> None:
        files = tree({"r.ts": SERVE + "serve({ functions: [] });\nserve({ functions: [] });\n"})
        with pytest.raises(ScaffoldError, match=r"from 2 registries: `r.ts:2`, `r.ts:3`"):
            find_registry(files, "r.ts")

    def test_one_list_served_twice_is_one_registry(self) -> None:
        route = SERVE + 'import { fns } from "./fns";\nserve({ functions: fns });\n'
        files = tree({"a.ts": route, "b.ts": route, "fns.ts": "export const fns = [];\n"})
        assert find_registry(files).path == "fns.ts"

    def test_none(self) -> None:
        files = tree({"r.ts": 'import { serve } from "bun";\nserve({ functions: [] }); // inngest'})
        with pytest.raises(ScaffoldError, match="there is no registry"):
            find_registry(files)

    def test_none_that_can_be_read(self) -> None:
        files = tree({"r.ts": SERVE + 'import { a from "./a";\nserve({ functions: [a] });\n'})
        with pytest.raises(ScaffoldError) as caught:
            find_registry(files)
        assert caught.value.message == (
            "there is no registry that can be read: "
            "`r.ts:2`: the file could not be read in full there"
        )

    def test_only_names_a_file_without_one(self) -> None:
        files = tree(
            {"r.ts": SERVE + "serve({ functions: [] });\n", "x.ts": "export default [];\n"}
        )
        with pytest.raises(ScaffoldError) as caught:
            find_registry(files, "x.ts")
        assert "`x.ts` has no registry" in caught.value.message
        assert caught.value.hint == "use `--registry r.ts`"

    def test_a_test_file_counts_only_alone(self) -> None:
        route = SERVE + "serve({ functions: [] });\n"
        assert [r.serve_path for r in find_registries(tree({"r.test.ts": route}))] == ["r.test.ts"]
        both = tree({"r.test.ts": route, "r.ts": route})
        assert [r.serve_path for r in find_registries(both)] == ["r.ts"]

    def test_what_a_registry_says(self) -> None:
        found = find_registry(tree({**NEXT, ROUTE: OURS}))
        assert (found.framework, found.client, found.dynamic) == ("nextjs", "inngest", False)
        assert (found.serve_path, found.path, found.line) == (ROUTE, ROUTE, 8)
        entry = found.entries[0]
        assert (entry.symbol, entry.module, entry.name, entry.line) == (
            "onUserCreated",
            "inngest/onUserCreated.ts",
            "onUserCreated",
            10,
        )
        assert found.registers("onUserCreated", "inngest/onUserCreated.ts")

    def test_what_a_python_registry_says(self) -> None:
        found = find_registry(tree({**PYTHON, MAIN: OURS_PYTHON}))
        assert (found.framework, found.client) == ("fast_api", "inngest_client")
        assert found.registers("on_user_created", "app/functions/on_user_created.py")

    def test_a_sum_of_lists_is_read(self) -> None:
        main = FAST + "from fns.a import a\nfrom fns.b import b\nx = [a]\ny = [b]\n"
        main += "inngest.fast_api.serve(app, client, x + y)\n"
        files = tree({**PY, "m.py": main})
        found = find_registry(files)
        assert [entry.symbol for entry in found.entries] == ["a", "b"]
        with pytest.raises(ScaffoldError, match="`x \\+ y` is a sum"):
            register(files, found, "c", "fns/c.py")

    def test_a_call_entry_makes_it_dynamic(self) -> None:
        route = SERVE + "serve({ functions: [makeFn(1)] });\n"
        assert find_registry(tree({"r.ts": route})).dynamic

    def test_two_arrays_both_read(self) -> None:
        route = (
            SERVE + 'import { a } from "./a";\nimport { b } from "./b";\nconst x = [a];\n'
            "const y = [b];\nserve({ functions: [...x, ...y] });\n"
        )
        found = find_registry(tree({**FUNCTIONS, "r.ts": route}))
        assert [entry.symbol for entry in found.entries] == ["a", "b"]
        assert not found.dynamic


def test_an_entry_without_its_import_only_lacks_the_import() -> None:
    route = SERVE + 'import { a } from "./a";\nserve({ client, functions: [a, b] });\n'
    files = tree({**FUNCTIONS, "r.ts": route})
    assert register(files, find_registry(files), "b", "b.ts") == {
        "r.ts": route.replace("serve({", 'import { b } from "./b";\nserve({').encode()
    }


class TestUnregister:
    def remove(self, route: str, symbol: str = "b") -> str:
        files = tree({**FUNCTIONS, "r.ts": route})
        changed = unregister(files, find_registry(files), symbol, f"{symbol}.ts")
        return changed.get("r.ts", b"(no edits)").decode()

    def test_a_hand_written_entry_and_its_comment(self) -> None:
        route = (
            SERVE + "import { a } from './a'\nimport { b } from './b' // later\n"
            "serve({ functions: [\n  a,\n  b, // sends mail\n] })\n"
        )
        assert self.remove(route) == (
            SERVE + "import { a } from './a'\nserve({ functions: [\n  a,\n] })\n"
        )

    def test_a_symbol_others_use_stays_imported(self) -> None:
        route = SERVE + "import { b } from './b'\nserve({ functions: [b] })\nlog(b)\n"
        assert self.remove(route) == route.replace("[b]", "[]")

    def test_other_names_of_the_import_stay(self) -> None:
        route = SERVE + "import { b, type B } from './b'\nserve({ functions: [b] })\n"
        assert (
            self.remove(route) == SERVE + "import { type B } from './b'\nserve({ functions: [] })\n"
        )

    def test_an_entry_that_is_there_twice(self) -> None:
        route = SERVE + "import { b } from './b'\nserve({ functions: [b, b] })\n"
        assert self.remove(route) == SERVE + "serve({ functions: [] })\n"

    def test_one_of_two_registries_of_a_file(self) -> None:
        route = (
            'import { connect } from "inngest/connect";\nimport { a } from "./a";\n'
            'import { b } from "./b";\nconnect({ apps: [{ client: x, functions: [a, b] },'
            " { client: y, functions: [a] }] });\n"
        )
        files = tree({**FUNCTIONS, "r.ts": route})
        first, second = find_registries(files)
        assert register(files, first, "b", "b.ts") == {}
        assert unregister(files, second, "b", "b.ts") == {}
        removed = unregister(files, first, "b", "b.ts")["r.ts"].decode()
        assert removed == route.replace('import { b } from "./b";\n', "").replace("[a, b]", "[a]")

    def test_a_renamed_import(self) -> None:
        route = SERVE + "import { b as q } from './b'\nserve({ functions: [q] })\n"
        assert self.remove(route) == SERVE + "serve({ functions: [] })\n"

    def test_the_function_is_gone_already(self) -> None:
        files = tree({"r.ts": SERVE + "import { b } from './b'\nserve({ functions: [b] })\n"})
        changed = unregister(files, find_registry(files), "b", "b.ts")
        assert changed == {"r.ts": (SERVE + "serve({ functions: [] })\n").encode()}

    def test_not_registered(self) -> None:
        route = SERVE + "import { b } from './b'\nserve({ functions: [] /* b */ })\n"
        assert self.remove(route) == "(no edits)"

    def test_a_broken_file_is_refused(self) -> None:
        with pytest.raises(ScaffoldError, match=r"cannot edit `r.ts:4`"):
            self.remove(SERVE + "import { b } from './b'\nserve({ functions: [b] })\nconst = ;\n")
