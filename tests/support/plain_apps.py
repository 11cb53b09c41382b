"""Apps without Inngest: as `create-next-app` makes them, and as people write the others."""

import json

from tests.support.adoptable import create_next_app


def _manifest(**more: object) -> str:
    return json.dumps({"name": "shop", "private": True, **more}, indent=2) + "\n"


_STRICT = (
    '{\n  "compilerOptions": {\n    "strict": true,\n    "target": "es2022",\n'
    '    "module": "nodenext",\n    "noEmit": true,\n    "skipLibCheck": true\n  },\n'
    '  "include": ["src"]\n}\n'
)
_PAGES_CONFIG = (
    "{\n  // what Next.js reads\n"
    '  "compilerOptions": {\n    "strict": true,\n    "noEmit": true,\n    "module": "esnext",\n'
    '    "moduleResolution": "bundler",\n    "jsx": "preserve",\n    "skipLibCheck": true,\n  },\n'
    '  "include": ["**/*.ts", "**/*.tsx"],\n}\n'
)
PAGES = {
    "package.json": _manifest(
        scripts={"dev": "next dev -p 3100"},
        dependencies={"next": "16.4.6", "react": "19.3.1", "react-dom": "19.3.1"},
    ),
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "tsconfig.json": _PAGES_CONFIG,
    "src/pages/index.tsx": "export default function Home() {\n  return <p>Hi</p>\n}\n",
    "src/pages/api/hello.ts": (
        "import type { NextApiRequest, NextApiResponse } from 'next'\n\n"
        "export default function handler(req: NextApiRequest, res: NextApiResponse) {\n"
        "  res.status(200).json({ name: 'John' })\n}\n"
    ),
}
EXPRESS = {
    "package.json": _manifest(
        type="module",
        scripts={"dev": "tsx watch src/index.ts", "test": "vitest run"},
        dependencies={"express": "^5.0.0"},
        devDependencies={"typescript": "^5", "tsx": "^4", "vitest": "^4", "@types/express": "^5"},
    ),
    "tsconfig.json": _STRICT,
    ".env.example": "# The database.\nDATABASE_URL=",
    "src/index.ts": (
        'import express from "express";\nimport { orders } from "./orders.js";\n\n'
        "const app = express();\n\n"
        'app.use("/orders", orders);\n\n'
        'app.get("/", (_request, response) => {\n  response.send("ok");\n});\n\n'
        "const port = Number(process.env.PORT ?? 3000);\n"
        "app.listen(port, () => console.log(`on ${port}`));\n"
    ),
    "src/orders.ts": (
        'import { Router } from "express";\n\nexport const orders = Router();\n\n'
        'orders.get("/", (_request, response) => {\n  response.json([]);\n});\n'
    ),
}
EXPRESS_JS = {
    "package.json": _manifest(
        type="module", scripts={"start": "node server.js"}, dependencies={"express": "^4.19.2"}
    ),
    "yarn.lock": "",
    "server.js": (
        "import express from 'express'\n\nexport const app = express()\n\n"
        "app.use(express.json())\n"
        "app.get('/', (req, res) => res.send('ok'))\n\n"
        "app.listen(process.env.PORT || 3000)\n"
    ),
}
HONO = {
    "package.json": _manifest(
        type="module",
        scripts={"dev": "tsx src/index.ts"},
        dependencies={"hono": "^4.6.0", "@hono/node-server": "^1.13.0"},
        devDependencies={"typescript": "^5"},
    ),
    "bun.lock": "",
    "tsconfig.json": _STRICT,
    "src/index.ts": (
        "import { serve } from '@hono/node-server'\nimport { Hono } from 'hono'\n\n"
        "const app = new Hono()\n\n"
        "app.get('/', (c) => {\n  return c.text('Hello Hono!')\n})\n\n"
        "serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) })\n"
    ),
}
FASTIFY = {
    "package.json": _manifest(
        type="module",
        scripts={"dev": "tsx src/server.ts", "typecheck": "tsc"},
        dependencies={"fastify": "^5.0.0"},
        devDependencies={"typescript": "^5"},
    ),
    "tsconfig.json": _STRICT,
    "src/server.ts": (
        'import Fastify from "fastify";\n\n'
        "async function main(): Promise<void> {\n"
        "  const app = Fastify({\n    logger: false,\n  });\n\n"
        '  app.get("/", async () => ({ hello: "world" }));\n\n'
        "  await app.listen({ port: Number(process.env.PORT ?? 3000) });\n}\n\nvoid main();\n"
    ),
}
FASTAPI = {
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "0.1.0"\nrequires-python = ">=3.10"\n'
        'dependencies = [\n    "fastapi>=0.115",\n    "uvicorn>=0.30", # serves it\n]\n\n'
        '[dependency-groups]\ndev = ["pytest>=8", "mypy>=1"]\n\n[tool.mypy]\nstrict = true\n'
    ),
    "uv.lock": "version = 1\n",
    "app/__init__.py": "",
    "app/main.py": (
        '"""The API."""\n\nfrom fastapi import FastAPI\n\nfrom app.routers import items\n\n'
        'app = FastAPI(title="Shop")\napp.include_router(items.router)\n\n\n'
        '@app.get("/")\nasync def root() -> dict[str, str]:\n    return {"hello": "world"}\n'
    ),
    "app/routers/__init__.py": "",
    "app/routers/items.py": (
        "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
        '@router.get("/items")\nasync def items() -> list[str]:\n    return []\n'
    ),
    "tests/test_main.py": "def test_nothing() -> None:\n    assert True\n",
}
FASTAPI_FLAT = {
    "requirements.txt": "fastapi==0.115.0\nuvicorn[standard]",
    "main.py": (
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        "@app.get('/')\ndef read_root():\n    return {'Hello': 'World'}\n"
    ),
}
FLASK = {
    "requirements.txt": "# The web.\nflask>=3\n",
    "shop/__init__.py": (
        "import os\n\nfrom flask import Flask\n\n\n"
        "def create_app(test_config=None):\n"
        "    app = Flask(__name__, instance_relative_config=True)\n"
        "    app.config.from_mapping(\n        SECRET_KEY='dev',\n    )\n\n"
        "    @app.route('/hello')\n    def hello():\n        return 'Hello, World!'\n\n"
        "    return app\n"
    ),
}
FLASK_FLAT = {
    "requirements.txt": "Flask==3.1.0\r\n",
    "app.py": (
        'from flask import Flask\r\n\r\napp = Flask(__name__)\r\n\r\n\r\n@app.get("/")\r\n'
        'def index():\r\n    return "ok"\r\n\r\n\r\n'
        'if __name__ == "__main__":\r\n    app.run(debug=True)\r\n'
    ),
}
DJANGO = {
    "manage.py": (
        "#!/usr/bin/env python\nimport os\nimport sys\n\n\ndef main():\n"
        '    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'
        "    from django.core.management import execute_from_command_line\n\n"
        '    execute_from_command_line(sys.argv)\n\n\nif __name__ == "__main__":\n    main()\n'
    ),
    "requirements.txt": "Django>=5,<6\n",
    "mysite/__init__.py": "",
    "mysite/settings.py": (
        'SECRET_KEY = "x"\nDEBUG = True\nALLOWED_HOSTS = ["*"]\n'
        'INSTALLED_APPS = ["polls"]\nMIDDLEWARE = []\nROOT_URLCONF = "mysite.urls"\n'
        'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}}\n'
        'USE_TZ = True\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n'
    ),
    "mysite/urls.py": (
        '"""URL configuration of the site."""\n\nfrom django.urls import include, path\n\n'
        'urlpatterns = [\n    path("polls/", include("polls.urls")),\n]\n'
    ),
    "mysite/wsgi.py": (
        "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n"
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n\n'
        "application = get_wsgi_application()\n"
    ),
    "polls/__init__.py": "",
    "polls/urls.py": (
        'from django.urls import path\n\nfrom . import views\n\n'
        'urlpatterns = [\n    path("", views.index, name="index"),\n]\n'
    ),
    "polls/views.py": (
        "from django.http import HttpResponse\n\n\ndef index(request):\n"
        '    return HttpResponse("ok")\n'
    ),
}  # fmt: skip
HOUSE_RULES = "# Our house\n\n" + "".join(f"- Rule number {number}.\n" for number in range(400))
APPS: dict[str, dict[str, str]] = {
    "next, App Router": create_next_app(src=False),
    "next, App Router in src": create_next_app(src=True),
    "next, CLAUDE.md alone": {
        **create_next_app(src=True, agents=False), "CLAUDE.md": "# House rules\n\nUse tabs.\n",
    },
    "next, 400 lines of CLAUDE.md": {
        **create_next_app(src=False, agents=False), "CLAUDE.md": HOUSE_RULES,
    },
    "next, Pages Router": PAGES,
    "express": EXPRESS,
    "express, JavaScript": EXPRESS_JS,
    "hono": HONO,
    "fastify": FASTIFY,
    "fastapi": FASTAPI,
    "fastapi, one file": FASTAPI_FLAT,
    "flask, factory": FLASK,
    "flask, one file of Windows": FLASK_FLAT,
    "django": DJANGO,
}  # fmt: skip
# Two apps, each with a manifest of its own.
MONOREPO = {
    "package.json": _manifest(workspaces=["apps/*"]),
    "pnpm-workspace.yaml": "packages:\n  - apps/*\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    **{
        f"apps/web/{path}": text
        for path, text in create_next_app(src=True).items()
        if path != "package-lock.json"
    },
    **{f"apps/api/{path}": text for path, text in EXPRESS.items()},
}
