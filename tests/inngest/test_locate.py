"""What a repository of any making looks like: clients, SDK, functions, framework."""

import json
import posixpath
from collections.abc import Iterable, Mapping
from textwrap import dedent

import pytest

from scaffold.functions.places import Naming
from scaffold.inngest.client_places import HiddenClient, LocatedClient, find_clients, hidden_clients
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.locate import FunctionsFolder, find_folders, find_frameworks
from scaffold.inngest.packages import Packages
from scaffold.names import parse_name
from scaffold.syntax.language import LanguageName
from scaffold.syntax.modules import Modules


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
    ("source", "symbol", "exported"),
    [
        (
            IMPORT + 'export const inngest = new Inngest({ id: "shop" });',
            "inngest",
            "named",
        ),
        (IMPORT + "const c = new Inngest({ id: 'shop' })\nexport { c }", "c", "named"),
        (
            IMPORT + "const c = new Inngest({ id: 'shop' })\nexport { c as client }",
            "client",
            "named",
        ),
        (
            IMPORT + "const c = new Inngest({ id: 'shop' })\nexport default c",
            "c",
            "default",
        ),
        (IMPORT + 'export default new Inngest({ id: "shop" });', "inngest", "default"),
        (
            'import { Inngest as Client } from "inngest";\nexport const jobs = new Client({ id });',
            "jobs",
            "named",
        ),
        (
            'import * as sdk from "inngest";\nexport const jobs = new sdk.Inngest({ id: "x" });',
            "jobs",
            "named",
        ),
        (
            'const { Inngest } = require("inngest");\nconst c = new Inngest({ id: "x" });\n'
            "module.exports = { c };",
            "c",
            "named",
        ),
        (
            IMPORT + 'export const inngest: Inngest = wrap(new Inngest({ id: "x" }) as any);',
            "inngest",
            "named",
        ),
        (IMPORT + 'const inngest = new Inngest({ id: "x" });', "inngest", ""),
        (
            IMPORT + "export const inngest = (globalThis.inngest ??= new Inngest({ id: 'x' }));",
            "inngest",
            "named",
        ),
        (
            IMPORT + "export let inngest;\ninngest ??= new Inngest({ id: 'x' });",
            "inngest",
            "named",
        ),
        (
            IMPORT + "const make = () => new Inngest({ id: 'x' });\n"
            "export const inngest = globalThis.inngest ?? make();",
            "inngest",
            "named",
        ),
        (
            IMPORT + "function make() {\n  const c = new Inngest({ id: 'x' });\n  return c;\n}\n"
            "export const inngest = make();",
            "inngest",
            "named",
        ),
    ],
)
def test_typescript_clients(source: str, symbol: str, exported: str) -> None:
    (client,) = find_clients(Codebase(Tree({"lib/inngest.ts": source})))
    assert client.path == "lib/inngest.ts"
    assert (client.symbol, client.exported) == (symbol, exported)
    assert client.default == (exported == "default")


@pytest.mark.parametrize(
    "source",
    [
        "import inngest\n\nclient = inngest.Inngest(app_id='shop')\n",
        "from inngest import Inngest\n\nclient: Inngest = Inngest(app_id='shop')\n",
        "import inngest as sdk\nif True:\n    client = sdk.Inngest(\n        app_id='shop')\n",
        "import inngest\ndef make():\n    return inngest.Inngest(app_id='x')\nclient = make()\n",
    ],
)
def test_python_clients(source: str) -> None:
    expected = LocatedClient("app/client.py", "client", "named", "python")
    assert find_clients(Codebase(Tree({"app/client.py": source}))) == [expected]


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
        ("a.ts", IMPORT + "function f() { const c = new Inngest({}); }\nexport const x = f();"),
    ],
)
def test_no_clients(path: str, source: str) -> None:
    assert find_clients(Codebase(Tree({path: source}))) == []


@pytest.mark.parametrize(
    ("path", "source", "line", "inside"),
    [
        ("a.ts", IMPORT + "export class Bus {\n  client = new Inngest({});\n}", 3, "a class"),
        ("a.ts", IMPORT + "class Bus {\n  static client = new Inngest({});\n}", 3, "a class"),
        (
            "a.ts",
            IMPORT + "class Bus {\n  get client() {\n    return new Inngest({});\n  }\n}",
            4,
            "a method",
        ),
        (
            "a.ts",
            IMPORT + "let c;\nexport function bus() {\n  c ??= new Inngest({});\n  return c;\n}",
            4,
            "a function",
        ),
        ("a.ts", IMPORT + "export const make = () => new Inngest({});", 2, "a function"),
        ("a.ts", IMPORT + "export const all = {\n  bus: new Inngest({}),\n};", 3, "an object"),
        ("a.py", "import inngest\nclass Bus:\n    c = inngest.Inngest()\n", 3, "a class"),
        ("a.py", "import inngest\ndef bus():\n    return inngest.Inngest()\n", 3, "a function"),
        ("a.py", 'import inngest\nALL = {"bus": inngest.Inngest()}\n', 2, "an object"),
    ],
)
def test_clients_that_nothing_can_import(path: str, source: str, line: int, inside: str) -> None:
    files = Tree({path: source})
    language: LanguageName = "python" if path.endswith(".py") else "typescript"
    assert find_clients(Codebase(files)) == []
    assert hidden_clients(Codebase(files)) == [HiddenClient(path, line, inside, language)]


def test_two_clients_are_both_named() -> None:
    tree = Tree(
        {
            "apps/web/inngest.ts": IMPORT + 'export const inngest = new Inngest({ id: "web" });',
            "apps/api/inngest.ts": IMPORT + 'export const inngest = new Inngest({ id: "api" });',
            "scripts/once.ts": IMPORT + 'const inngest = new Inngest({ id: "x" });',
        }
    )
    assert [client.path for client in find_clients(Codebase(tree))] == [
        "apps/api/inngest.ts",
        "apps/web/inngest.ts",
    ]


def test_a_client_made_in_two_branches_is_one() -> None:
    source = f"""{IMPORT}
export const inngest = process.env.DEV ? new Inngest({{ id: "a" }}) : new Inngest({{ id: "b" }});
"""
    assert len(find_clients(Codebase(Tree({"a.ts": source})))) == 1


# --- functions


def new_file(folder: FunctionsFolder, name: str) -> str:
    """The path of a new function's file."""
    naming = Naming(case=folder.naming, ending=folder.ending)
    return posixpath.join(folder.path, naming.file(parse_name(name)))


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
        (["one.job.ts"], "sendReceipt.job.ts"),
        (["send-mail.ts", "sendBill.ts"], "sendReceipt.ts"),
        (["index.ts"], "sendReceipt.ts"),
    ],
)
def test_a_new_file_is_named_as_the_others(names: list[str], new: str) -> None:
    tree = Tree({f"src/inngest/{name}": FUNCTION for name in names})
    (folder,) = find_folders(tree)
    assert new_file(folder, "send receipt") == f"src/inngest/{new}"
    assert folder.functions == len(names)


def test_the_files_beside_decide_when_the_functions_do_not() -> None:
    files = {"lib/jobs/one.ts": FUNCTION, "lib/format-date.ts": "export {};"}
    (folder,) = find_folders(Tree(files))
    assert folder.naming == "kebab-case"
    (folder,) = find_folders(Tree({**files, "lib/jobs/runLate.ts": "export {};"}))
    assert folder.naming == "camelCase"


MODEL = 'import mongoose from "mongoose";\nexport default mongoose.model("User", {});\n'
CLASS = "export class BillingService {}\n"


@pytest.mark.parametrize(
    ("functions", "others", "new"),
    [
        # What names a class, a model or a component says nothing of a function.
        ({"jobs/index.ts": FUNCTION}, {"models/User.ts": MODEL}, "jobs/sendReceipt.ts"),
        ({"jobs/index.ts": FUNCTION}, {"jobs/BillingService.ts": CLASS}, "jobs/sendReceipt.ts"),
        ({"jobs/BillingService.ts": CLASS + FUNCTION}, {}, "jobs/sendReceipt.ts"),
        ({"jobs/a.ts": FUNCTION}, {"ui/Card.tsx": "export default () => null;"},
         "jobs/sendReceipt.ts"),
        ({"jobs/SendMail.ts": FUNCTION}, {}, "jobs/SendReceipt.ts"),
        ({"jobs/a.ts": FUNCTION}, {"jobs/FormatDate.ts": "export const format = 1;"},
         "jobs/SendReceipt.ts"),
        ({"jobs/a.ts": FUNCTION}, {"next-env.d.ts": "export {};"}, "jobs/sendReceipt.ts"),
        # The ending that all files of a folder have.
        ({"jobs/functions.server.ts": FUNCTION}, {"jobs/client.server.ts": IMPORT},
         "jobs/sendReceipt.server.ts"),
        ({"jobs/functions.server.ts": FUNCTION}, {"jobs/client.ts": IMPORT}, "jobs/sendReceipt.ts"),
        ({"jobs/functions.server.ts": FUNCTION}, {"jobs/index.ts": "export {};"},
         "jobs/sendReceipt.server.ts"),
        ({"jobs/hello.world.ts": FUNCTION}, {"jobs/a.world.ts": IMPORT}, "jobs/sendReceipt.ts"),
    ],
)  # fmt: skip
def test_what_names_a_new_file(functions: dict[str, str], others: dict[str, str], new: str) -> None:
    (folder,) = find_folders(Tree({**functions, **others}))
    assert new_file(folder, "sendReceipt") == new


CLIENT = IMPORT + 'export const inngest = new Inngest({ id: "x" });\n'


@pytest.mark.parametrize(
    ("package", "path", "client", "new"),
    [
        ("next", "pages/api/inngest.ts", "", "inngest/sendReceipt.ts"),
        ("next", "src/pages/api/inngest.ts", "", "src/inngest/sendReceipt.ts"),
        ("next", "pages/api/inngest.ts", "lib/jobs/client.ts", "lib/jobs/sendReceipt.ts"),
        ("next", "pages/api/inngest.ts", "pages/api/client.ts", "inngest/sendReceipt.ts"),
        ("next", "src/app/api/inngest/route.ts", "", "src/inngest/sendReceipt.ts"),
        ("next", "app/api/inngest/route.ts", "app/api/inngest/client.ts",
         "app/api/inngest/sendReceipt.ts"),
        ("next", "app/api/inngest/functions.ts", "", "app/api/inngest/sendReceipt.ts"),
        ("express", "src/routes/jobs.ts", "", "src/routes/sendReceipt.ts"),
        ("@remix-run/node", "app/routes/api.inngest.ts", "", "app/inngest/sendReceipt.ts"),
        ("@sveltejs/kit", "src/routes/api/inngest/+server.ts", "", "src/inngest/sendReceipt.ts"),
        ("@sveltejs/kit", "src/routes/api/jobs.ts", "", "src/routes/api/sendReceipt.ts"),
        ("nuxt", "server/api/inngest.ts", "", "server/inngest/sendReceipt.ts"),
        ("astro", "src/pages/inngest.ts", "", "src/inngest/sendReceipt.ts"),
        ("inngest", "netlify/functions/inngest.ts", "", "inngest/sendReceipt.ts"),
        ("vercel", "api/inngest.ts", "", "inngest/sendReceipt.ts"),
        ("vercel", "api/_jobs/a.ts", "", "api/_jobs/sendReceipt.ts"),
        ("inngest", "api/inngest.ts", "", "inngest/sendReceipt.ts"),
        ("express", "api/inngest.ts", "", "api/sendReceipt.ts"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("folder", ["", "apps/web/"])
def test_no_new_file_where_each_is_an_endpoint(
    package: str, path: str, client: str, new: str, folder: str
) -> None:
    files = {
        "package.json": json.dumps({"dependencies": {package: "1", "inngest": "^3.0.0"}}),
        path: FUNCTION + "export default 1;\n" + ("" if client else CLIENT),
        **({client: CLIENT} if client else {}),
    }
    (found,) = find_folders(Tree({folder + name: text for name, text in files.items()}))
    assert new_file(found, "sendReceipt") == folder + new


def test_an_endpoint_and_the_folder_of_the_others_are_one() -> None:
    files = {
        "pages/api/inngest.ts": FUNCTION,
        "jobs/client.ts": CLIENT,
        "jobs/send-mail.ts": FUNCTION,
    }
    (folder,) = find_folders(Tree(files))
    assert (folder.path, folder.functions, folder.naming) == ("jobs", 2, "kebab-case")
    assert folder.files == ("jobs/send-mail.ts", "pages/api/inngest.ts")


def test_one_file_with_all_functions() -> None:
    tree = Tree({"src/inngest/functions.ts": FUNCTION + FUNCTION.replace("one", "two")})
    (folder,) = find_folders(tree)
    assert (folder.files, folder.functions) == (("src/inngest/functions.ts",), 2)


def test_python_functions() -> None:
    source = """\
    import inngest
    from app.client import client

    @client.create_function(fn_id="one", trigger=inngest.TriggerEvent(event="a/b"))
    async def one(ctx: inngest.Context) -> None: ...
    """
    (folder,) = find_folders(Tree({"app/jobs/one.py": source}))
    assert new_file(folder, "sendReceipt") == "app/jobs/send_receipt.py"
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
            "package.json": '{"dependencies": {"inngest": "^3.27.0"}}',
            "src/lib/inngest/client.ts": IMPORT
            + 'export const inngest = new Inngest({ id: "x" });',
            "src/lib/inngest/functions/send-mail.ts": FUNCTION,
            "src/app/api/inngest/route.ts": 'import { serve } from "inngest/next";',
        }
    )
    (client,) = find_clients(Codebase(tree))
    assert client == LocatedClient("src/lib/inngest/client.ts", "inngest", "named", "typescript")
    assert Packages(Modules(tree)).sdk(client.path) == "v3"
    assert find_frameworks(tree) == ("nextjs",)
    (folder,) = find_folders(tree)
    assert new_file(folder, "a b") == "src/lib/inngest/functions/a-b.ts"


def test_an_empty_repository() -> None:
    tree = Tree({"README.md": "# Nothing"})
    assert (find_clients(Codebase(tree)), find_folders(tree), find_frameworks(tree)) == ([], [], ())
