"""Modules: which file an import means, and how a file would name another one."""

import time
from collections.abc import Iterable

import pytest

from scaffold.errors import ScaffoldError
from scaffold.syntax.modules import Modules


class Tree(dict[str, bytes]):
    """A project in memory."""

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


def tree(**files: str) -> Tree:
    return Tree({path: text.encode() for path, text in files.items()})


def modules(files: dict[str, str]) -> Modules:
    return Modules(tree(**files))


PATHS = """\
{
  // JSON with comments
  "compilerOptions": {
    "paths": {
      "@/*": ["./src/*"], /* the usual one */
      "~lib": ["./src/lib/index.ts"],
      "@deep/*": ["./src/missing/*", "./src/deep/*"],
    },
  },
}
"""

RESOLVED = [
    # importer, specifier, file
    ("src/a.ts", "./b", "src/b.ts"),
    ("src/a.ts", "./b.js", "src/b.ts"),
    ("src/a.ts", "./b.ts", "src/b.ts"),
    ("src/a.ts", "./view.jsx", "src/view.tsx"),
    ("src/a.ts", "./module.mjs", "src/module.mts"),
    ("src/a.ts", "./send.mail", "src/send.mail.ts"),
    ("src/a.ts", "./lib", "src/lib/index.ts"),
    ("src/a.ts", ".", "src/index.ts"),
    ("src/lib/index.ts", "..", "src/index.ts"),
    ("src/lib/index.ts", "../b", "src/b.ts"),
    ("src/a.ts", "./none", None),
    ("src/a.ts", "../../b", None),
    ("src/a.ts", "@/b", "src/b.ts"),
    ("src/a.ts", "@/lib", "src/lib/index.ts"),
    ("src/a.ts", "~lib", "src/lib/index.ts"),
    ("src/a.ts", "@deep/x", "src/deep/x.ts"),
    ("src/a.ts", "react", None),
    ("packages/web/app/r.ts", "~/fns/a", "packages/web/app/fns/a.ts"),
    ("packages/web/app/r.ts", "#fns/a", "packages/web/app/fns/a.ts"),
    ("packages/web/app/r.ts", "#one", "packages/web/app/fns/a.ts"),
    ("packages/web/app/r.ts", "#none", None),
    ("packages/web/app/r.ts", "fns/a", "packages/web/app/fns/a.ts"),
    ("packages/web/app/r.ts", "base/x", "packages/config/base/x.ts"),
    ("packages/web/app/r.ts", "@acme/jobs", "packages/jobs/src/index.ts"),
    ("packages/web/app/r.ts", "@acme/jobs/mail", "packages/jobs/src/mail.ts"),
    ("packages/web/app/r.ts", "@acme/jobs/fns/a", "packages/jobs/src/fns/a.ts"),
    ("packages/web/app/r.ts", "plain", "packages/plain/index.ts"),
    ("packages/web/app/r.ts", "plain/src/x", "packages/plain/src/x.ts"),
    ("packages/web/app/r.ts", "plain/x", "packages/plain/src/x.ts"),
    ("packages/web/app/r.ts", "inngest", None),
    ("packages/web/app/r.ts", "inngest/express", None),
    ("packages/inngest/test/r.ts", "../src/index", "packages/inngest/src/index.ts"),
    ("packages/jobs/scripts/start.mjs", "../dist/index.js", "packages/jobs/src/index.ts"),
    ("packages/jobs/scripts/start.mjs", "../build/src/mail.js", "packages/jobs/src/mail.ts"),
    ("packages/jobs/scripts/start.mjs", "../lib/mail.js", None),
    ("nuxt/server/api/inngest.ts", "~~/inngest", "nuxt/inngest/index.ts"),
    ("nuxt/server/api/inngest.ts", "#server/jobs/a", "nuxt/server/jobs/a.ts"),
    ("nuxt/server/api/inngest.ts", "#shared/events", "nuxt/shared/events.ts"),
    ("kit/src/routes/r.ts", "$lib/fns", "kit/src/lib/fns.ts"),
    ("vite/src/a.ts", "%/b", "vite/src/b.ts"),
]
PROJECT = {
    "tsconfig.json": PATHS,
    **dict.fromkeys([path for *_, path in RESOLVED if path], "export {};\n"),
    "packages/web/tsconfig.json": '{ "extends": ["../config/base.json", "@acme/config/strict"],'
    ' "compilerOptions": { "baseUrl": "app" } }',
    "packages/config/package.json": '{ "name": "@acme/config" }',
    "packages/config/base.json": '{ "compilerOptions": { "paths": { "~/*": ["../web/app/*"] } } }',
    "packages/config/strict.json": '{ "compilerOptions": {'
    ' "paths": { "base/*": ["./base/*"], "~/*": ["../web/app/*"] } } }',
    "packages/web/package.json": '{ "name": "web", "imports": {'
    ' "#fns/*": "./app/fns/*.ts", "#one":'
    ' { "types": "./none.d.ts", "default": "./app/fns/a.ts" } } }',
    "packages/jobs/package.json": '{ "name": "@acme/jobs", "exports": { ".": { "types":'
    ' "./dist/index.d.ts", "import": "./dist/index.js" }, "./mail": "./src/mail.ts",'
    ' "./*": ["./src/*.ts"] } }',
    "packages/plain/package.json": '{ "name": "plain" }',
    "packages/inngest/package.json": '{ "name": "inngest" }',
    "packages/inngest/src/express.ts": "export {};\n",
    "nuxt/package.json": "{}",
    "kit/package.json": "{}",
    "vite/tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
    "vite/tsconfig.app.json": '{ "compilerOptions": { "paths": { "%/*": ["./src/*"] } } }',
}


@pytest.mark.parametrize(("importer", "specifier", "path"), RESOLVED)
def test_resolve(importer: str, specifier: str, path: str | None) -> None:
    assert modules(PROJECT).resolve(importer, specifier) == path


PYTHON = dict.fromkeys(
    [
        "app/__init__.py",
        "app/main.py",
        "app/functions/__init__.py",
        "app/functions/a.py",
        "app/plain/b.py",
        "src/pkg/__init__.py",
        "src/pkg/c.py",
        "backend/manage.py",
        "backend/jobs/d.py",
        "example/app.py",
        "example/src/__init__.py",
        "example/src/inngest/__init__.py",
        "example/src/inngest/client.py",
    ],
    "",
)


@pytest.mark.parametrize(
    ("importer", "specifier", "path"),
    [
        ("app/main.py", "app.functions.a", "app/functions/a.py"),
        ("app/main.py", "app.functions", "app/functions/__init__.py"),
        ("app/main.py", ".functions.a", "app/functions/a.py"),
        ("app/main.py", ".functions", "app/functions/__init__.py"),
        ("app/main.py", ".", "app/__init__.py"),
        ("app/functions/a.py", "..main", "app/main.py"),
        ("app/functions/a.py", ".", "app/functions/__init__.py"),
        ("app/main.py", "app.plain", None),
        ("app/main.py", "app.plain.b", "app/plain/b.py"),
        ("app/main.py", "pkg.c", "src/pkg/c.py"),
        ("backend/manage.py", "jobs.d", "backend/jobs/d.py"),
        ("app/main.py", "....x", None),
        ("app/main.py", "os.path", None),
        ("example/app.py", "src.inngest", "example/src/inngest/__init__.py"),
        ("example/app.py", "inngest", None),
        ("example/src/inngest/a.py", "inngest", None),
        ("example/src/inngest/a.py", "inngest.client", None),
        ("example/src/inngest/a.py", ".client", "example/src/inngest/client.py"),
    ],
)
def test_resolve_python(importer: str, specifier: str, path: str | None) -> None:
    assert modules(PYTHON).resolve(importer, specifier) == path


def _neighbours(path: str) -> list[str]:
    """Files that may be meant instead of one, when they are there."""
    stem, _, suffix = path.rpartition(".")
    if suffix == "py":
        return [path, f"{stem}/__init__.py", path.removesuffix("/__init__.py") + ".py"]
    return [path, f"{stem}.ts", f"{stem}.tsx", f"{stem}.js", f"{stem}/index.ts"]


@pytest.mark.parametrize("files", [PROJECT, PYTHON], ids=["typescript", "python"])
def test_a_new_file_changes_what_a_name_means(files: dict[str, str]) -> None:
    asked = [
        (importer, specifier)
        for importer in files
        for specifier in dict.fromkeys(
            [*(each[1] for each in RESOLVED), "app.functions.a", "app.plain.b", "pkg.c", ".", ".a"]
        )
    ]
    # In turn: each file is the new one, and so is each that would take its place.
    for new in dict.fromkeys(path for each in files for path in _neighbours(each)):
        before = modules({path: text for path, text in files.items() if path != new})
        for question in asked:
            before.resolve(*question)
        after = before.after({new: files.get(new, "").encode()})
        fresh = modules({**files, new: files.get(new, "")})
        for question in asked:
            assert after.resolve(*question) == fresh.resolve(*question), (new, *question)


EXPORTED = {
    "index.ts": "export { a } from './a';\nexport * from './b';\n"
    "export { a as renamed } from './a';\n"
    "export * as ns from './b';\nimport c, { d } from './c';\nexport { c, d as e };\n"
    "export { default } from './c';\nexport * from './index';\n",
    "a.ts": "export const a = 1;\nexport default a;\n",
    "b.ts": "const b = 1;\nfunction f() {}\nexport { b, f as g };\nexport class K {}\n"
    "export const { x, y: z } = b;\nexport * from './index';\n",
    "c.ts": "export default make();\nexport async function d() {}\n",
    "d.js": "const a = 1;\nmodule.exports = { a, b: a };\nexports.c = 2;\n",
}


@pytest.mark.parametrize(
    ("path", "name", "place"),
    [
        ("index.ts", "a", ("a.ts", "a")),
        ("index.ts", "b", ("b.ts", "b")),
        ("index.ts", "g", ("b.ts", "f")),
        ("index.ts", "K", ("b.ts", "K")),
        ("index.ts", "z", ("b.ts", "z")),
        ("index.ts", "renamed", ("a.ts", "a")),
        ("index.ts", "ns", ("b.ts", "*")),
        ("index.ts", "c", ("c.ts", "default")),
        ("index.ts", "e", ("c.ts", "d")),
        ("index.ts", "default", ("c.ts", "default")),
        ("index.ts", "missing", None),
        ("a.ts", "default", ("a.ts", "a")),
        ("b.ts", "f", None),
        ("d.js", "b", ("d.js", "a")),
        ("d.js", "c", ("d.js", "c")),
        ("none.ts", "a", None),
    ],
)
def test_exported(path: str, name: str, place: tuple[str, str] | None) -> None:
    assert modules(EXPORTED).exported(path, name) == place


def test_exported_in_python() -> None:
    found = modules(
        {
            "app/__init__.py": "from .a import a\nfrom . import b\nfrom .c import *\nx = 1\n",
            "app/a.py": "@decorated\ndef a(): ...\n",
            "app/b.py": "def b():\n    from .a import a\n",
            "app/c.py": "try:\n    c = 1\nexcept E:\n    c = 2\nclass D: ...\n",
        }
    )
    names = {name: found.exported("app/__init__.py", name) for name in "abcDxy"}
    assert names == {
        "a": ("app/a.py", "a"),
        "b": ("app/b.py", "*"),
        "c": ("app/c.py", "c"),
        "D": ("app/c.py", "D"),
        "x": ("app/__init__.py", "x"),
        "y": None,
    }
    assert found.exported("app/b.py", "a") is None
    assert found.origin("m.py", "app", "b") == ("app/b.py", "*")
    assert found.origin("m.py", "app.b", "b") == ("app/b.py", "b")


SPELLED = [
    # what, importer with its text, target, specifier
    ("a neighbour by alias", "app/r.ts", 'import "@/fns/a";', "fns/b.ts", "@/fns/b"),
    ("a neighbour by path", "app/r.ts", 'import "../fns/a";', "fns/b.ts", "../fns/b"),
    ("a neighbour with .js", "app/r.ts", 'import "../fns/a.js";', "fns/b.ts", "../fns/b.js"),
    ("a neighbour with .ts", "app/r.ts", 'import "../fns/a.ts";', "fns/b.tsx", "../fns/b.tsx"),
    ("a neighbour's index", "app/r.ts", 'import "@/fns";', "fns/b.ts", "@/fns/b"),
    ("alias elsewhere", "app/r.ts", 'import "@/lib/client";', "fns/b.ts", "@/fns/b"),
    ("path elsewhere", "app/r.ts", 'import "../lib/client";', "fns/b.ts", "../fns/b"),
    (
        "path with .js elsewhere",
        "app/r.ts",
        'import "../lib/client.js";',
        "fns/b.ts",
        "../fns/b.js",
    ),
    ("alias with .js", "app/r.ts", 'import "@/lib/client.js";', "fns/b.ts", "@/fns/b.js"),
    (
        "each style its suffix",
        "app/r.ts",
        'import "@/lib/client"; import "../x.js";',
        "fns/b.ts",
        "@/fns/b",
    ),
    ("the same file", "app/r.ts", 'import "../x"; import "@/fns/b";', "fns/b.ts", "@/fns/b"),
    ("alias rather than climbing", "app/deep/r.ts", "", "fns/b.ts", "@/fns/b"),
    ("path to a file beside", "fns/r.ts", "", "fns/b.ts", "./b"),
    ("folder by its index", "app/r.ts", 'import "../lib/client";', "fns/index.ts", "../fns"),
]


@pytest.mark.parametrize(
    ("importer", "text", "target", "specifier"),
    [s[1:] for s in SPELLED],
    ids=[s[0] for s in SPELLED],
)
def test_specifier_for(importer: str, text: str, target: str, specifier: str) -> None:
    files = {
        "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
        **dict.fromkeys(["lib/client.ts", "x.ts", "fns/a.ts", "fns/index.ts", target], ""),
        importer: text.replace("import ", "import x from "),
    }
    assert modules(files).specifier_for(importer, target) == specifier


@pytest.mark.parametrize(
    ("tsconfig", "specifier"),
    [
        ('{ "compilerOptions": { "baseUrl": "." } }', "fns/b"),
        ('{ "compilerOptions": { "moduleResolution": "NodeNext" } }', "../../fns/b.js"),
        ("{}", "../../fns/b"),
        ('{ "compilerOptions": { "module": "Node16" } }', "../../fns/b.js"),
        ('{ "compilerOptions": { "module": "ESNext" } }', "../../fns/b"),
    ],
)
def test_specifier_without_a_model(tsconfig: str, specifier: str) -> None:
    files = {"tsconfig.json": tsconfig, "app/api/r.ts": "", "fns/b.ts": ""}
    assert modules(files).specifier_for("app/api/r.ts", "fns/b.ts") == specifier


HASHED = '{ "type": "module", "imports": { "#lib": "./lib/x.js", "#jobs/*": "./jobs/*" } }'


@pytest.mark.parametrize(
    ("package", "importer", "text", "specifier"),
    [
        ('{ "type": "module" }', "jobs/a.js", "", "./b.js"),
        ('{ "type": "module" }', "jobs/a.js", 'import "@/lib/x";', "@/jobs/b"),
        ('{ "type": "module" }', "jobs/a.js", 'import "./x";', "./b"),
        (HASHED, "jobs/a.js", 'import "#lib";', "./b.js"),
        (HASHED, "jobs/a.js", 'import "#jobs/x.js";', "#jobs/b.js"),
        ('{ "type": "module" }', "jobs/a.ts", "", "./b"),
        ("{}", "jobs/a.js", "", "./b"),
        ("{}", "jobs/a.mjs", "", "./b.js"),
    ],
)
def test_specifier_where_node_needs_the_suffix(
    package: str, importer: str, text: str, specifier: str
) -> None:
    target = "jobs/b.ts" if importer.endswith(".ts") else "jobs/b.js"
    files = {
        "package.json": package,
        "jsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
        importer: text.replace("import ", "import x from "),
        **dict.fromkeys([target, "jobs/x.js", "lib/x.js"], ""),
    }
    assert modules(files).specifier_for(importer, target) == specifier


@pytest.mark.parametrize(
    ("importer", "text", "target", "specifier"),
    [
        ("app/main.py", "from app.functions.a import a", "app/functions/b.py", "app.functions.b"),
        ("app/main.py", "from .functions.a import a", "app/functions/b.py", ".functions.b"),
        ("app/main.py", "", "app/functions/b.py", "app.functions.b"),
        ("src/pkg/main.py", "", "src/pkg/functions/b.py", "pkg.functions.b"),
        ("backend/main.py", "from jobs.a import a", "backend/jobs/b.py", "jobs.b"),
        ("app/functions/__init__.py", "from .a import a", "app/functions/b.py", ".b"),
        ("app/api/x.py", "from ..functions.a import a", "app/functions/b.py", "..functions.b"),
    ],
)
def test_specifier_for_python(importer: str, text: str, target: str, specifier: str) -> None:
    near = target.rsplit("/", 1)[0] + "/a.py"
    files = {importer: text, target: "", near: "", "app/__init__.py": ""}
    assert modules(files).specifier_for(importer, target) == specifier


PACKAGES = {
    "app/__init__.py": "",
    "app/inngest/__init__.py": "",
    "app/inngest/bus.py": "",
    "app/inngest/jobs.py": "",
    "api/inngest.py": "",
    "api/jobs.py": "",
    "plain/bus.py": "",
    "plain/jobs/a.py": "",
    "jobs/__init__.py": "",
    "jobs/a.py": "",
    "src/bus.py": "",
    "bus.py": "",
    "back/requirements.txt": "",
    "whole/__init__.py": "",
    "whole/pyproject.toml": "",
    "lib/pyproject.toml": "",
}


@pytest.mark.parametrize(
    ("importer", "text", "target", "specifier"),
    [
        # A folder or a module of the SDK's name.
        ("app/inngest/jobs.py", "import inngest\nfrom app.inngest.bus import bus",
         "app/inngest/new.py", "app.inngest.new"),
        ("app/inngest/new.py", "import inngest\nfrom app.inngest.bus import bus",
         "app/inngest/bus.py", "app.inngest.bus"),
        ("app/inngest/new.py", "import inngest\nfrom .bus import bus",
         "app/inngest/bus.py", ".bus"),
        ("app/inngest/jobs.py", "import inngest", "app/inngest/new.py", "app.inngest.new"),
        ("api/jobs.py", "import inngest\nfrom api.inngest import bus",
         "api/inngest.py", "api.inngest"),
        ("api/inngest.py", "import inngest", "api/new.py", "api.new"),
        # A relative import stays inside of the topmost package.
        ("jobs/new.py", "from .a import a\nfrom src.bus import bus", "src/bus.py", "src.bus"),
        ("jobs/new.py", "from .a import a", "src/bus.py", "src.bus"),
        ("jobs/new.py", "from .a import a", "bus.py", "bus"),
        ("app/inngest/new.py", "from .jobs import a", "app/x.py", "..x"),
        ("plain/jobs/new.py", "from ..bus import bus", "plain/x.py", "..x"),
        ("plain/jobs/new.py", "from .a import a", "plain/bus.py", "plain.bus"),
        # A dotted name begins below what is no name.
        ("a/my-api/app/new.py", "import inngest", "a/my-api/app/bus.py", "app.bus"),
        ("a/my.api/app/new.py", "import inngest", "a/my.api/app/bus.py", "app.bus"),
        ("a/import/app/new.py", "import inngest", "a/import/app/bus.py", "app.bus"),
        ("a/2024/new.py", "import inngest", "a/2024/wire.py", "wire"),
        # Or where the manifest is: a program is started from there.
        ("back/new.py", "import inngest", "back/wire.py", "wire"),
        ("back/app/new.py", "import inngest", "back/app/bus.py", "app.bus"),
        ("whole/new.py", "import inngest", "whole/bus.py", "whole.bus"),
        ("lib/src/shop/new.py", "import inngest", "lib/src/shop/bus.py", "shop.bus"),
    ],
)  # fmt: skip
def test_specifier_for_python_packages(
    importer: str, text: str, target: str, specifier: str
) -> None:
    files = PACKAGES | {importer: text, target: ""}
    assert modules(files).specifier_for(importer, target) == specifier


def test_no_way_to_import() -> None:
    files = {"a.ts": "", "../b.ts": ""}
    with pytest.raises(ScaffoldError, match="has no way to import"):
        modules(files).specifier_for("a.ts", "../b.ts")


def test_a_thousand_files_resolve_fast() -> None:
    files = {"tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }'}
    files |= {f"src/f{i}.ts": "" for i in range(1000)}
    found = modules(files)
    start = time.perf_counter()
    for i in range(1000):
        assert found.resolve(f"src/f{i}.ts", f"@/f{(i + 1) % 1000}") is not None
        assert found.resolve(f"src/f{i}.ts", "./f1") == "src/f1.ts"
        assert found.resolve(f"src/f{i}.ts", "inngest") is None
    assert time.perf_counter() - start < 1
