"""Repositories to adopt: as their makers leave them, and as people write them by hand."""

from pathlib import Path

from tests.support.foreign_repositories import NEXT_APP_V4
from tests.support.function_projects import Repository

# What `create-next-app` and `next dev` write: the words differ by version, the marks do not.
NEXT_BLOCK = (
    "<!-- BEGIN:nextjs-agent-rules -->\n# This is NOT the Next.js you know\n\n"
    "Read the guide in `node_modules/next/dist/docs/` first.\n<!-- END:nextjs-agent-rules -->\n"
)
_NEXT_CONFIG = {
    "package.json": (
        '{\n  "name": "web",\n  "version": "0.1.0",\n  "private": true,\n  "scripts": {\n'
        '    "dev": "next dev",\n    "build": "next build",\n    "start": "next start",\n'
        '    "lint": "eslint"\n  },\n  "dependencies": {\n    "next": "16.4.6",\n'
        '    "react": "19.3.1",\n    "react-dom": "19.3.1"\n  },\n  "devDependencies": {\n'
        '    "@types/node": "^20",\n    "@types/react": "^19",\n    "typescript": "^5"\n  }\n}\n'
    ),
    "package-lock.json": '{ "lockfileVersion": 3, "packages": {} }\n',
    "next.config.ts": (
        'import type { NextConfig } from "next";\n\nconst nextConfig: NextConfig = {};\n\n'
        "export default nextConfig;\n"
    ),
    ".gitignore": "/node_modules\n/.next/\n.env*\nnext-env.d.ts\n",
    "README.md": "This is a Next.js project bootstrapped with `create-next-app`.\n",
}


def create_next_app(*, src: bool, agents: bool = True) -> dict[str, str]:
    """Return the files of an app as `create-next-app` makes it, TypeScript and App Router."""
    inside = "src/" if src else ""
    files = {
        **_NEXT_CONFIG,
        "tsconfig.json": (
            '{\n  "compilerOptions": {\n    "target": "ES2017",\n'
            '    "lib": ["dom", "dom.iterable", "esnext"],\n    "allowJs": true,\n'
            '    "skipLibCheck": true,\n    "strict": true,\n    "noEmit": true,\n'
            '    "esModuleInterop": true,\n    "module": "esnext",\n'
            '    "moduleResolution": "bundler",\n    "resolveJsonModule": true,\n'
            '    "isolatedModules": true,\n    "jsx": "react-jsx",\n    "incremental": true,\n'
            '    "plugins": [\n      {\n        "name": "next"\n      }\n    ],\n'
            f'    "paths": {{\n      "@/*": ["./{inside}*"]\n    }}\n  }},\n'
            '  "include": [\n    "next-env.d.ts",\n    "**/*.ts",\n    "**/*.tsx",\n'
            '    ".next/types/**/*.ts"\n  ],\n  "exclude": ["node_modules"]\n}\n'
        ),
        f"{inside}app/layout.tsx": (
            "export default function Layout({ children }: { children: React.ReactNode }) {\n"
            '  return (\n    <html lang="en">\n      <body>{children}</body>\n'
            "    </html>\n  );\n}\n"
        ),
        f"{inside}app/page.tsx": "export default function Home() {\n  return <p>Hi</p>;\n}\n",
    }
    if agents:
        files |= {"AGENTS.md": NEXT_BLOCK, "CLAUDE.md": "@AGENTS.md\n"}
    return files


def with_inngest(files: dict[str, str]) -> dict[str, str]:
    """Return an app with Inngest in it, as its guide says to add it."""
    inside = "src/" if "src/app/page.tsx" in files else ""
    inngest = {
        f"{inside}{path}": text
        for path, text in NEXT_APP_V4.items()
        if path.startswith(("lib/inngest", "app/api"))
    }
    manifest = files["package.json"].replace('"next":', '"inngest": "^4.24.0",\n    "next":')
    return {**files, **inngest, "package.json": manifest}


def simulate_next_dev(root: Path) -> None:
    """Do to AGENTS.md and CLAUDE.md what `next dev` does when an agent runs it."""
    claude, agents = root / "CLAUDE.md", root / "AGENTS.md"
    hosts = [each for each in (claude, agents) if each.is_file() and _has_block(each)]
    if hosts:
        return
    if claude.is_file() and not agents.is_file():
        _append(claude)
    elif agents.is_file():
        _append(agents)
    else:
        agents.write_text(NEXT_BLOCK)
        claude.write_text("@AGENTS.md\n")


def _has_block(path: Path) -> bool:
    text = path.read_text()
    return "<!-- BEGIN:nextjs-agent-rules -->" in text and "<!-- END:nextjs-agent-rules" in text


def _append(path: Path) -> None:
    content = path.read_bytes()
    block = NEXT_BLOCK.encode()
    if b"\r\n" in content:
        block = block.replace(b"\n", b"\r\n")
    gap = b"" if content.endswith(b"\n\n") else b"\n"
    path.write_bytes(content + gap + block)


def repository(root: Path, files: dict[str, str]) -> Repository:
    """Return a committed repository of these files."""
    root.mkdir(parents=True, exist_ok=True)
    return Repository(root).write(files).commit()
