"""Next.js, App Router, in TypeScript, with the Inngest SDK v4 or v3."""

from scaffold.stacks._stack import Layout, Stack

_V4 = Stack(
    name="nextjs-v4",
    framework="nextjs",
    title="Next.js, Inngest SDK v4",
    language="typescript",
    sdk="v4",
    layout=Layout(
        client="lib/inngest.ts",
        events="lib/events.ts",
        registry="app/api/inngest/route.ts",
        functions="inngest",
        tests="tests",
        routes="app/api/webhooks",
        answers="app/api/answers",
    ),
    client_symbol="inngest",
    suffix=".ts",
    app_url="http://localhost:3000",
    commands={
        "npm": ("npm install", "npm run dev"),
        "pnpm": ("pnpm install", "pnpm dev"),
        "yarn": ("yarn install", "yarn dev"),
        "bun": ("bun install", "bun run dev"),
    },
    needs={"node": "the app and the Inngest Dev Server run on it"},
)

STACKS = (_V4, _V4._replace(name="nextjs-v3", title="Next.js, Inngest SDK v3", sdk="v3"))
