"""Repositories that nobody made with this program: one per framework and way of writing."""

from tests.support.function_projects import Repository

_PACKAGE = '{{ "name": "x", "type": "module", "dependencies": {{ "inngest": "{0}" }} }}\n'
_TSCONFIG = '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }\n'

NEXT_APP_V4 = {
    "package.json": _PACKAGE.format("^4.1.0"),
    "tsconfig.json": _TSCONFIG,
    "lib/inngest/client.ts": (
        'import { Inngest } from "inngest";\n\nexport const client = new Inngest({ id: "x" });\n'
    ),
    "lib/inngest/functions/hello-world.ts": (
        'import { client } from "../client";\n\n'
        "export const helloWorld = client.createFunction(\n"
        '  { id: "hello-world", triggers: [{ event: "test/hello" }] },\n'
        "  async ({ step }) => {\n"
        '    await step.sleep("wait", "1s");\n'
        "  },\n);\n"
    ),
    "app/page.tsx": "export default function Page() {\n  return null;\n}\n",
    "app/api/inngest/route.ts": (
        'import { serve } from "inngest/next";\n'
        'import { client } from "@/lib/inngest/client";\n'
        'import { helloWorld } from "@/lib/inngest/functions/hello-world";\n\n'
        "export const { GET, POST, PUT } = serve({ client, functions: [helloWorld] });\n"
    ),
}
NEXT_PAGES_V3 = {
    "package.json": _PACKAGE.format("^3.40.0"),
    "tsconfig.json": '{ "compilerOptions": { "baseUrl": "./src" } }\n',
    "src/inngest/client.ts": (
        "import { EventSchemas, Inngest } from 'inngest'\n\n"
        "type Events = {\n  'test/hello': { data: { id: string } }\n}\n\n"
        "export const inngest = new Inngest({\n  id: 'x',\n"
        "  schemas: new EventSchemas().fromRecord<Events>(),\n})\n"
    ),
    "src/inngest/functions/helloWorld.ts": (
        "import { inngest } from 'inngest/client'\n\n"
        "export const helloWorld = inngest.createFunction(\n"
        "  { id: 'hello-world' },\n  { event: 'test/hello' },\n"
        "  async ({ step }) => {\n    await step.sleep('wait', '1s')\n  },\n)\n"
    ),
    "src/inngest/functions/index.ts": "export { helloWorld } from './helloWorld'\n",
    "src/pages/api/inngest.ts": (
        "import { serve } from 'inngest/next'\n"
        "import { inngest } from '../../inngest/client'\n"
        "import { helloWorld } from '../../inngest/functions/helloWorld'\n\n"
        "export default serve({\n  client: inngest,\n  functions: [\n    helloWorld\n  ],\n})\n"
    ),
}
EXPRESS_V3 = {
    "package.json": _PACKAGE.format("3.44.0"),
    "src/client.ts": (
        'import { Inngest } from "inngest";\n\nexport default new Inngest({ id: "x" });\n'
    ),
    "src/functions/hello.ts": (
        'import inngest from "../client.js";\n\n'
        "export const hello = inngest.createFunction(\n"
        '  { id: "hello" },\n  { event: "test/hello" },\n'
        "  async ({ step }) => {\n"
        '    await step.sleep("wait", "1s");\n'
        "  },\n);\n"
    ),
    "src/functions/index.ts": (
        'import { hello } from "./hello.js";\n\nexport const functions = [hello];\n'
    ),
    "src/server.ts": (
        'import express from "express";\nimport { serve } from "inngest/express";\n\n'
        'import inngest from "./client.js";\nimport { functions } from "./functions/index.js";\n\n'
        "const app = express();\napp.use(express.json());\n"
        'app.use("/api/inngest", serve({ client: inngest, functions }));\napp.listen(3000);\n'
    ),
}
HONO_V4 = {
    "package.json": _PACKAGE.format("^4.0.0"),
    "src/inngest.ts": (
        'import { eventType, Inngest } from "inngest";\nimport { z } from "zod";\n\n'
        'export const greeted = eventType("test/greeted", { schema: z.object({ id: z.string() }) });\n'  # noqa: E501
        'export const ingest = new Inngest({ id: "x" });\n'
    ),
    "src/jobs/greet.job.ts": (
        'import { greeted, ingest } from "../inngest";\n\n'
        "export const greet = ingest.createFunction(\n"
        '  { id: "greet", triggers: [greeted] },\n'
        "  async () => null,\n);\n"
    ),
    "src/jobs/wave.job.ts": (
        'import { ingest } from "../inngest";\n\n'
        "export const wave = ingest.createFunction(\n"
        '  { id: "wave", triggers: [{ event: "test/wave" }] },\n'
        "  async () => null,\n);\n"
    ),
    "src/index.ts": (
        'import { Hono } from "hono";\nimport { serve } from "inngest/hono";\n'
        'import { ingest } from "./inngest";\nimport { greet } from "./jobs/greet.job";\n'
        'import { wave } from "./jobs/wave.job";\n\nconst app = new Hono();\n'
        'app.on(["GET", "PUT", "POST"], "/api/inngest", serve({\n  client: ingest,\n'
        "  functions: [\n    greet,\n    wave,\n  ],\n}));\nexport default app;\n"
    ),
}
REMIX_V3 = {
    "package.json": _PACKAGE.format("^3.0.0"),
    "tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./app/*"] } } }\n',
    "app/inngest/client.ts": (
        'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "x" });\n'
    ),
    "app/inngest/functions.ts": (
        'import { inngest } from "~/inngest/client";\n\n'
        'const a = inngest.createFunction({ id: "a" }, { event: "t/a" }, async () => null);\n'
        'const b = inngest.createFunction({ id: "b" }, { event: "t/b" }, async () => null);\n\n'
        "export const functions = [a, b];\n"
    ),
    "app/routes/api.inngest.ts": (
        'import { serve } from "inngest/remix";\nimport { inngest } from "~/inngest/client";\n'
        'import { functions } from "~/inngest/functions";\n\n'
        "const handler = serve({ client: inngest, functions });\n"
        "export { handler as action, handler as loader };\n"
    ),
}
EXPRESS_JS = {
    "package.json": _PACKAGE.format("^3.0.0"),
    "client.js": 'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "x" });\n',  # noqa: E501
    "functions/hello.js": (
        'import { inngest } from "../client.js";\n'
        "export const hello = inngest.createFunction(\n"
        '  { id: "hello" }, { event: "t/hello" }, async () => null);\n'
    ),
    "server.js": (
        'import { serve } from "inngest/express";\nimport { inngest } from "./client.js";\n'
        'import { hello } from "./functions/hello.js";\n'
        "serve({ client: inngest, functions: [ hello ] });\n"
    ),
}
_PY_CLIENT = 'import inngest\n\ninngest_client = inngest.Inngest(app_id="x")\n'
_PY_FUNCTION = (
    "import inngest\n\nfrom {0} import inngest_client\n\n\n"
    "@inngest_client.create_function(\n"
    '    fn_id="hello", trigger=inngest.TriggerEvent(event="test/hello")\n)\n'
    "async def hello(ctx: inngest.Context) -> str:\n    return ctx.event.name\n"
)
FASTAPI = {
    "pyproject.toml": '[project]\nname = "x"\nversion = "0"\ndependencies = ["inngest>=0.5", "fastapi"]\n',  # noqa: E501
    "src/shop/__init__.py": "",
    "src/shop/inngest_client.py": _PY_CLIENT,
    "src/shop/jobs/__init__.py": "",
    "src/shop/jobs/hello.py": _PY_FUNCTION.format("shop.inngest_client"),
    "src/shop/main.py": (
        "import fastapi\nimport inngest.fast_api\n\nfrom shop.inngest_client import inngest_client\n"  # noqa: E501
        "from shop.jobs.hello import hello\n\napp = fastapi.FastAPI()\n"
        "inngest.fast_api.serve(app, inngest_client, [hello])\n"
    ),
}
FLASK = {
    "requirements.txt": "inngest==0.5.0\nflask\n",
    "client.py": _PY_CLIENT,
    "tasks/hello.py": _PY_FUNCTION.format("client"),
    "app.py": (
        "import flask\nimport inngest.flask\n\nfrom client import inngest_client\n"
        "from tasks.hello import hello\n\n\ndef create_app() -> flask.Flask:\n"
        "    app = flask.Flask(__name__)\n    inngest.flask.serve(\n        app,\n"
        "        inngest_client,\n        [\n            hello,\n        ],\n    )\n    return app\n"  # noqa: E501
    ),
}
DJANGO = {
    "requirements.txt": "inngest==0.5.0\ndjango\n",
    "core/__init__.py": "",
    "core/client.py": _PY_CLIENT,
    "core/functions/__init__.py": "from .hello import hello\n\nfunctions = [hello]\n",
    "core/functions/hello.py": _PY_FUNCTION.format("core.client"),
    "core/urls.py": (
        "import inngest.django\n\nfrom core.client import inngest_client\n"
        "from core.functions import functions\n\n"
        "urlpatterns = [inngest.django.serve(inngest_client, functions)]\n"
    ),
}
DENO_FRESH = {
    "deno.json": '{ "imports": { "$fresh/": "https://deno.land/x/fresh@1.6.8/" } }\n',
    "jobs/client.ts": (
        'import { Inngest } from "npm:inngest@^4.24.0";\n\n'
        'export const jobs = new Inngest({ id: "x" });\n'
    ),
    "jobs/hello.ts": (
        'import { jobs } from "./client.ts";\n\n'
        "export const hello = jobs.createFunction(\n"
        '  { id: "hello", triggers: [{ event: "test/hello" }] },\n'
        '  async ({ step }) => {\n    await step.sleep("wait", "1s");\n  },\n);\n'
    ),
    "routes/api/inngest.ts": (
        'import { serve } from "npm:inngest@^4.24.0/deno/fresh";\n'
        'import { jobs } from "../../jobs/client.ts";\n'
        'import { hello } from "../../jobs/hello.ts";\n\n'
        "export const handler = serve({ client: jobs, functions: [hello] });\n"
    ),
}
CDN_EDGE = {
    "src/make.ts": (
        'import { Inngest } from "https://esm.sh/inngest@3.40.0";\n\n'
        'export function makeClient() {\n  return new Inngest({ id: "x" });\n}\n'
    ),
    "src/client.ts": (
        'import { makeClient } from "./make.ts";\n\nexport const inngest = makeClient();\n'
    ),
    "src/functions/hello.ts": (
        'import { inngest } from "../client.ts";\n\n'
        'export const hello = inngest.createFunction(\n  { id: "hello" },\n'
        '  { event: "test/hello" },\n'
        '  async ({ step }) => {\n    await step.sleep("wait", "1s");\n  },\n);\n'
    ),
    "src/main.ts": (
        'import { serve } from "https://esm.sh/inngest@3.40.0/edge";\n'
        'import { inngest } from "./client.ts";\n'
        'import { hello } from "./functions/hello.ts";\n\n'
        "Deno.serve(serve({ client: inngest, functions: [hello] }));\n"
    ),
}
# What a repository is, and where `send-receipt` goes in it.
REPOSITORIES: dict[str, tuple[dict[str, str], str]] = {
    "next-app-v4": (NEXT_APP_V4, "lib/inngest/functions/send-receipt.ts"),
    "next-pages-v3": (NEXT_PAGES_V3, "src/inngest/functions/sendReceipt.ts"),
    "express-v3": (EXPRESS_V3, "src/functions/sendReceipt.ts"),
    "hono-v4": (HONO_V4, "src/jobs/sendReceipt.job.ts"),
    "remix-v3": (REMIX_V3, "app/inngest/sendReceipt.ts"),
    "deno-fresh": (DENO_FRESH, "jobs/sendReceipt.ts"),
    "cdn-edge": (CDN_EDGE, "src/functions/sendReceipt.ts"),
    "express-js": (EXPRESS_JS, "functions/sendReceipt.js"),
    "fastapi": (FASTAPI, "src/shop/jobs/send_receipt.py"),
    "flask": (FLASK, "tasks/send_receipt.py"),
    "django": (DJANGO, "core/functions/send_receipt.py"),
}
# Functions that live elsewhere than what serves them, and where the route of a webhook goes.
_HELLO = NEXT_APP_V4["lib/inngest/functions/hello-world.ts"]
_CLIENT = NEXT_APP_V4["lib/inngest/client.ts"]
_PAGE = NEXT_APP_V4["app/page.tsx"]
_SERVE_JOBS = (
    'import { serve } from "inngest/next";\n'
    'import { client } from "%s";\n'
    'import { helloWorld } from "%s";\n\n'
    "export const { GET, POST, PUT } = serve({ client, functions: [helloWorld] });\n"
)
_TYPED = (
    'import { eventType } from "inngest";\nimport { z } from "zod";\n\n'
    'export const orderOther = eventType("order/other", {\n'
    "  schema: z.object({ id: z.string() }),\n});\n"
)
APART: dict[str, tuple[dict[str, str], str]] = {
    "functions in a package of their own": (
        {
            "package.json": '{ "private": true, "workspaces": ["apps/*", "packages/*"] }\n',
            "apps/web/package.json": _PACKAGE.format("^4.1.0").replace('"x"', '"web"'),
            "apps/web/app/page.tsx": _PAGE,
            "apps/web/app/api/inngest/route.ts": _SERVE_JOBS % ("jobs/client", "jobs/hello-world"),
            "packages/jobs/package.json": (
                '{ "name": "jobs", "type": "module", "exports": { "./*": "./src/*.ts" },\n'
                '  "dependencies": { "inngest": "^4.1.0", "zod": "^4.0.0" } }\n'
            ),
            "packages/jobs/src/client.ts": _CLIENT,
            "packages/jobs/src/events.ts": _TYPED,
            "packages/jobs/src/hello-world.ts": _HELLO.replace("../client", "./client"),
        },
        "apps/web/app/api/webhooks/{dashed}/route.ts",
    ),
    "functions beside the app": (
        {
            "package.json": _PACKAGE.format("^4.1.0"),
            "tsconfig.json": _TSCONFIG,
            "web/app/page.tsx": _PAGE,
            "web/app/api/inngest/route.ts": _SERVE_JOBS % ("@/jobs/client", "@/jobs/hello-world"),
            "jobs/client.ts": _CLIENT,
            "jobs/events.ts": _TYPED,
            "jobs/hello-world.ts": _HELLO.replace("../client", "./client"),
        },
        "web/app/api/webhooks/{dashed}/route.ts",
    ),
    "a package beside the app": (
        {
            "pyproject.toml": FASTAPI["pyproject.toml"],
            "app/__init__.py": "",
            "app/main.py": (
                "import inngest.fast_api\nfrom fastapi import FastAPI\n\n"
                "from jobs.client import inngest_client\nfrom jobs.hello import hello\n\n"
                "app = FastAPI()\ninngest.fast_api.serve(app, inngest_client, [hello])\n"
            ),
            "jobs/__init__.py": "",
            "jobs/client.py": _PY_CLIENT,
            "jobs/events.py": (
                "from typing import ClassVar\n\nfrom pydantic import BaseModel\n\n\n"
                'class OrderOther(BaseModel):\n    name: ClassVar[str] = "order/other"\n'
                "    id: str\n"
            ),
            "jobs/hello.py": _PY_FUNCTION.format("jobs.client"),
        },
        "app/webhooks/{name}.py",
    ),
}


def in_crlf(made: Repository) -> Repository:
    """Give every file Windows line endings."""
    for path, content in made.tree().items():
        (made.root / path).write_bytes(content.replace(b"\n", b"\r\n"))
    return made


def plain(files: dict[str, str]) -> dict[str, str]:
    """A Python repository with its functions as `def`."""
    return {
        path: text.replace("async def", "def").replace("inngest.Context)", "inngest.ContextSync)")
        for path, text in files.items()
    }
