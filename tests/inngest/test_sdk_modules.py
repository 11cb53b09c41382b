"""Which module an import means, in every spelling that runtimes and CDNs have for it."""

import pytest

from scaffold.code.bindings import resolve_callee
from scaffold.code.walk import outline
from scaffold.inngest.client_places import find_clients
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.inngest.sdk_names import sdk_export
from scaffold.inngest.serving import serving
from scaffold.syntax.package_names import as_installed, package_name
from scaffold.syntax.source import Source
from tests.support.sources import Sources


@pytest.mark.parametrize(
    ("specifier", "part", "name"),
    [
        ("inngest", "client", ""),
        ("inngest@4", "client", ""),
        ("npm:inngest", "client", ""),
        ("npm:inngest@^4.24.0", "client", ""),
        ("npm:/inngest@4", "client", ""),
        ("https://esm.sh/inngest", "client", ""),
        ("https://esm.sh/inngest@4.2.1?target=deno", "client", ""),
        ("https://esm.sh/v135/inngest@3.5.0/es2022/inngest.mjs", "client", ""),
        ("https://esm.sh/*inngest@3", "client", ""),
        ("https://unpkg.com/inngest@4?module", "client", ""),
        ("https://cdn.skypack.dev/inngest@v3", "client", ""),
        ("https://cdn.jsdelivr.net/npm/inngest@4/+esm", "client", ""),
        ("https://ga.jspm.io/npm:inngest@4.0.0", "client", ""),
        ("inngest/next", "serve", "next"),
        ("inngest/next.js", "serve", "next"),
        ("inngest/deno/fresh", "serve", "deno/fresh"),
        ("npm:inngest@^4.24.0/deno/fresh", "serve", "deno/fresh"),
        ("npm:inngest/edge", "serve", "edge"),
        ("https://esm.sh/inngest@4/edge.js", "serve", "edge"),
        ("inngest/digitalocean", "serve", "digitalocean"),
        ("inngest/connect", "connect", "connect"),
        ("npm:inngest@4/connect", "connect", "connect"),
        ("inngest/experimental", "experimental", "experimental"),
        ("inngest/experimental/durable-endpoints", "experimental",
         "experimental/durable-endpoints"),
        ("inngest/middleware/logger", "middleware", "middleware/logger"),
        ("@inngest/middleware-encryption", "middleware", "middleware-encryption"),
        ("inngest/realtime", "realtime", "realtime"),
        ("@inngest/realtime/middleware", "realtime", "realtime/middleware"),
        ("inngest/react", "react", "react"),
        ("@inngest/test", "test", "test"),
        ("inngest/types", "types", "types"),
        ("inngest/helpers/strings", "other", "helpers/strings"),
        ("@inngest/agent-kit", "agent-kit", "agent-kit"),
        ("npm:@inngest/agent-kit@0.9", "agent-kit", "agent-kit"),
        ("@inngest/agent-kit/server", "wrapper", "agent-kit/server"),
        ("@inngest/workflow-kit", "wrapper", "workflow-kit"),
        ("inngest/not-yet-known", "unknown", "not-yet-known"),
        ("@mastra/inngest", "wrapper", "@mastra/inngest"),
        ("nestjs-inngest", "wrapper", "nestjs-inngest"),
        ("jsr:@acme/inngest-kit@1", "wrapper", "@acme/inngest-kit"),
    ],
)  # fmt: skip
def test_typescript_module(specifier: str, part: str, name: str) -> None:
    assert sdk_module(specifier, "typescript") == (part, name)


@pytest.mark.parametrize(
    "specifier",
    [
        "./inngest", "../inngest/client", "/inngest", "@/inngest", "@/lib/inngest/next",
        "~/inngest", "#inngest", "$lib/inngest", "inngestion", "my.inngest", "https://inngest.com/docs",
        "https://example.com/inngest@4", "node:http", "src/inngest/client", "@acme/jobs/inngest",
    ],
)  # fmt: skip
def test_no_module_of_the_sdk(specifier: str) -> None:
    assert sdk_module(specifier, "typescript") is None


@pytest.mark.parametrize(
    ("module", "part", "name"),
    [
        ("inngest", "client", ""),
        ("inngest.fast_api", "serve", "fast_api"),
        ("inngest.flask", "serve", "flask"),
        ("inngest.django", "serve", "django"),
        ("inngest.tornado", "serve", "tornado"),
        ("inngest.digital_ocean", "serve", "digital_ocean"),
        ("inngest.experimental.digital_ocean", "serve", "digital_ocean"),
        ("inngest.connect", "connect", "connect"),
        ("inngest.experimental.connect", "connect", "experimental.connect"),
        ("inngest.experimental", "experimental", "experimental"),
        ("inngest.experimental.ai.openai", "experimental", "experimental"),
        ("inngest.experimental.mocked", "test", "experimental.mocked"),
        ("inngest.experimental.dev_server.dev_server", "test", "experimental.dev_server"),
        ("inngest.experimental.realtime", "realtime", "experimental.realtime"),
        ("inngest_encryption", "middleware", "inngest_encryption"),
        ("inngest._internal.comm_lib", "unknown", "_internal"),
    ],
)
def test_python_module(module: str, part: str, name: str) -> None:
    assert sdk_module(module, "python") == (part, name)


@pytest.mark.parametrize("module", [".inngest", "app.inngest", "inngest_client", "inngestion"])
def test_no_python_module_of_the_sdk(module: str) -> None:
    assert sdk_module(module, "python") is None


@pytest.mark.parametrize(
    ("path", "code", "part", "name"),
    [
        ("a.ts", 'import { serve } from "inngest/next"; serve()', "serve next", "serve"),
        ("a.ts", 'import { serve as s } from "npm:inngest@4/deno/fresh"; s()', "serve deno/fresh",
         "serve"),
        ("a.ts", 'import * as sdk from "https://esm.sh/inngest@4"; new sdk.Inngest()', "client",
         "Inngest"),
        ("a.ts", 'import plugin from "inngest/fastify"; plugin()', "serve fastify", "default"),
        ("a.ts", 'const { step } = require("inngest"); step.run()', "client", "step.run"),
        ("a.ts", 'const { serve } = await import("inngest/edge"); serve()', "serve edge", "serve"),
        ("a.ts", 'import { z } from "zod"; z.object()', None, ""),
        ("a.py", "import inngest\ninngest.Inngest()", "client", "Inngest"),
        ("a.py", "import inngest as i\ni.fast_api.serve()", "serve fast_api", "serve"),
        ("a.py", "import inngest.flask\ninngest.flask.serve()", "serve flask", "serve"),
        ("a.py", "from inngest import tornado\ntornado.serve()", "serve tornado", "serve"),
        ("a.py", "from inngest.django import serve\nserve()", "serve django", "serve"),
        ("a.py", "from inngest.connect import connect\nconnect()", "connect connect", "connect"),
        ("a.py", "from inngest.experimental import mocked\nmocked.trigger()",
         "test experimental.mocked", "trigger"),
        ("a.py", "import flask\nflask.Flask()", None, ""),
    ],
)  # fmt: skip
def test_what_a_call_calls_of_the_sdk(path: str, code: str, part: str | None, name: str) -> None:
    site = outline(Source.parse(path, code.encode())).sites()[-1]
    found = sdk_export(resolve_callee(site))
    if part is None:
        assert found is None
    else:
        assert found is not None
        assert (" ".join(found.module).strip(), ".".join(found.path)) == (part, name)


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("npm:zod@3/v4", "zod/v4"),
        ("https://esm.sh/@upstash/redis@1.2.3/cloudflare?bundle", "@upstash/redis/cloudflare"),
        ("jsr:@std/fs@1", "@std/fs"),
        ("npm:chart.js@4", "chart.js"),
        ("socket.io", "socket.io"),
        ("@acme/db/client.js", "@acme/db/client.js"),
        ("@/lib/x", "@/lib/x"),
        ("./a@2", "./a@2"),
        ("node:fs", "node:fs"),
        ("https://deno.land/x/fresh@1.6.8/mod.ts", "https://deno.land/x/fresh@1.6.8/mod.ts"),
    ],
)
def test_a_specifier_as_it_is_installed(specifier: str, expected: str) -> None:
    assert as_installed(specifier) == expected


def test_the_version_that_a_specifier_asks_for() -> None:
    named = package_name("npm:inngest@^4.24.0/next")
    assert named == ("inngest", "^4.24.0", "next")


# --- a project that names the SDK by configuration, or hands it on

_FUNCTION = """\
import {{ inngest }} from "./client";
export const one = inngest.createFunction({{ id: "one" }}, {{ event: "a/b" }}, async () => {{}});
export const two = inngest.createFunction({{ id: "two" }}, {{ event: "a/b" }}, async () => {{}});
"""
_ROUTE = """\
import {{ serve }} from "{serve}";
import {{ inngest }} from "./client";
import {{ one }} from "./one";
export const handler = serve({{ client: inngest, functions: [one] }});
"""
_CLIENT = 'import {{ Inngest }} from "{sdk}";\nexport const inngest = new Inngest({{ id: "x" }});\n'


@pytest.mark.parametrize(
    ("sdk", "serve", "others"),
    [
        ("npm:inngest@^4", "npm:inngest@^4/edge", {}),
        ("https://esm.sh/inngest@4", "https://esm.sh/inngest@4/deno/fresh", {}),
        ("inngest", "inngest/edge", {"deno.json": '{"imports": {"inngest": "npm:inngest@4"}}'}),
        (
            "jobs",
            "jobs/edge",
            {"deno.jsonc": '{ // imports\n "imports": {"jobs": "npm:inngest@4", '
                           '"jobs/": "npm:/inngest@4/",} }'},
        ),
        (
            "$inngest",
            "$inngest/edge.js",
            {
                "deno.json": '{"importMap": "./maps/import_map.json"}',
                "maps/import_map.json": '{"imports": {"$inngest": "https://esm.sh/inngest@4", '
                '"$inngest/": "https://esm.sh/inngest@4/"}}',
            },
        ),
        (
            "inngest-v3",
            "inngest-v3/next",
            {"package.json": '{"dependencies": {"inngest-v3": "npm:inngest@^3.40.0"}}'},
        ),
        (
            "./sdk",
            "./sdk",
            {"sdk.ts": 'export { Inngest } from "inngest";\nexport * from "inngest/next";\n'},
        ),
        (
            "@acme/jobs",
            "@acme/jobs/serve",
            {
                "packages/jobs/package.json": '{"name": "@acme/jobs"}',
                "packages/jobs/src/index.ts": 'export * from "inngest";\n',
                "packages/jobs/src/serve.ts": 'import { serve } from "inngest/express";\n'
                "export { serve };\n",
            },
        ),
    ],
)  # fmt: skip
def test_the_sdk_under_another_name(sdk: str, serve: str, others: dict[str, str]) -> None:
    sources = Sources({path: text.encode() for path, text in others.items()})
    sources["client.ts"] = _CLIENT.format(sdk=sdk).encode()
    sources["one.ts"] = _FUNCTION.format().encode()
    sources["route.ts"] = _ROUTE.format(serve=serve).encode()
    project = Codebase(sources)
    assert [site.outline.path for site in project.clients] == ["client.ts"]
    assert [(one.path, one.symbol) for one in find_clients(project)] == [("client.ts", "inngest")]
    (registry,) = project.registries
    one, two = project.functions
    assert serving(project).registry(one) is registry
    assert serving(project).registry(two) is None


@pytest.mark.parametrize(
    ("client", "serve", "sdk"),
    [
        ("from inngest import Inngest", "from inngest.fast_api import serve", ""),
        ("from .sdk import Inngest", "from .sdk import serve",
         "from inngest import Inngest\nfrom inngest.fast_api import serve\n"),
        ("from .sdk import Ing as Inngest", "from app.sdk import f as fa\nserve = fa.serve",
         "from inngest import Inngest as Ing\nimport inngest.fast_api as f\n"),
        ("from app.sdk import inngest\nInngest = inngest.Inngest", "from .sdk import inngest",
         "import inngest\nimport inngest.fast_api\n"),
    ],
)  # fmt: skip
def test_the_python_sdk_handed_on(client: str, serve: str, sdk: str) -> None:
    called = {"from app.sdk import f as fa\nserve = fa.serve": "fa.serve"}.get(serve, "serve")
    called = "inngest.fast_api.serve" if serve == "from .sdk import inngest" else called
    sources = Sources({"app/__init__.py": b"", "app/sdk.py": sdk.encode()})
    sources["app/client.py"] = f'{client}\nclient = Inngest(app_id="x")\n'.encode()
    sources["app/main.py"] = (
        f"{serve}\nfrom app.client import client\n{called}(app, client, [])\n".encode()
    )
    project = Codebase(sources)
    assert [site.outline.path for site in project.clients] == ["app/client.py"]
    assert [one.symbol for one in find_clients(project)] == ["client"]
    assert [one.framework for one in project.registries] == ["fast_api"]
