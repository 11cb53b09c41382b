"""Patterns of paths, and what stands in front of Inngest's route in a Next.js app."""

import pytest

from scaffold.inngest.codebase import Codebase
from scaffold.inngest.matchers import covers
from scaffold.inngest.middleware import guards
from tests.support.sources import Sources

ROUTE = "/api/inngest"
COVERED = {
    "/:path*": True,
    "/(.*)": True,
    "/api/:path*": True,
    "/api/:name": True,
    "/api/:name/:more?": True,
    "/(api|trpc)(.*)": True,
    "/api/inngest": True,
    "/API/Inngest": True,
    "/((?!_next/static|_next/image|favicon.ico).*)": True,
    r"/((?!_next|[^?]*\.(?:html?|css|js(?!on)|jpe?g|webp|ico)).*)": True,
    r"/((?!.*\..*|_next).*)": True,
    "/": False,
    "/:one": False,
    "/dashboard/:path*": False,
    "/api/inngest/:more": False,
    r"/api/:id(\d+)": False,
    "/((?!api|_next/static|favicon.ico).*)": False,
    "/((?!api/inngest|_next).*)": False,
    r"/((?!api|trpc|_next|_vercel|.*\..*).*)": False,
    "/([a-z": None,
    "/{a}": None,
    "/((a+)+)": None,
    "/((?:a|a)*)b": None,
    "/(a|a)*": None,
    "/" + "(.*)" * 9: None,
    "/" + "a" * 600: None,
}


@pytest.mark.parametrize("pattern", COVERED)
def test_a_pattern_covers_a_path(pattern: str) -> None:
    assert covers(pattern, ROUTE) is COVERED[pattern]


SERVE = b"""import { serve } from "inngest/next";
import { Inngest } from "inngest";
export const { GET, POST, PUT } = serve({ client: new Inngest({ id: "shop" }), functions: [] });
"""
NEXT = 'import { NextResponse } from "next/server";\n'
ALL = '\nexport const config = { matcher: ["/dashboard", "/((?!_next/static).*)"] };\n'


def found(text: str, file: str = "middleware.ts", route: str = "app/api/inngest/route.ts") -> str:
    files = {
        "package.json": b'{ "dependencies": { "inngest": "^4.0.0", "next": "^16.0.0" } }',
        route: SERVE,
        file: text.encode(),
    }
    return " ".join(guard.why for guard in guards(Codebase(Sources(files))))


def own(lines: str, config: str = ALL) -> str:
    return f"{NEXT}export async function middleware(req) {{\n{lines}\n}}\n{config}"


REDIRECT = 'NextResponse.redirect(new URL("/login", req.url))'
NEXT_AUTH = 'import { withAuth } from "next-auth/middleware";\n'
CLERK = 'import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";\n'
INTL = (
    'import createMiddleware from "next-intl/middleware";\n'
    "const intl = createMiddleware({ locales: ['en'] });\n"
)
TURNED_AWAY = {
    "every request": own(f"return {REDIRECT};"),
    "without a matcher": own(f"return {REDIRECT};", ""),
    "whoever has no cookie": own(
        f'const token = req.cookies.get("session");\nif (!token) {{ return {REDIRECT}; }}\n'
        "return NextResponse.next();"
    ),
    "a session that is passed first": own(
        f"const user = await getUser(req);\nif (user) return NextResponse.next();\n"
        f"return {REDIRECT};"
    ),
    "a 401": own(
        'if (!req.cookies.has("auth")) {\n'
        '  return NextResponse.json({ error: "no" }, { status: 401 });\n}\n'
        "return NextResponse.next();"
    ),
    "a 403 of the platform": own(
        'const session = await auth();\nif (session === null) return new Response("no", '
        "{ status: 403 });"
    ),
    "a ternary": own(
        f"const user = await auth();\nreturn user ? NextResponse.next() : {REDIRECT};"
    ),
    "another path is let through": own(
        "const { pathname } = req.nextUrl;\nconst token = await getToken({ req });\n"
        'if (pathname.startsWith("/login")) return NextResponse.next();\n'
        f'if (!token && pathname !== "/signup") return {REDIRECT};'
    ),
    "a list without it": own(
        'const PUBLIC = ["/", "/login"];\nconst path = req.nextUrl.pathname;\n'
        "const isPublic = PUBLIC.some((p) => path === p);\n"
        f"if (!isPublic && !req.auth) return {REDIRECT};"
    ),
    "Auth.js": "import { auth } from './auth';\nexport default auth((req) => {\n"
    '  if (!req.auth && req.nextUrl.pathname !== "/login") return Response.redirect("/login");\n'
    f"}});{ALL}",
    "next-auth handed on": f'export {{ default }} from "next-auth/middleware";{ALL}',
    "next-auth": f"{NEXT_AUTH}export default withAuth({{}});{ALL}",
    "next-auth by token": f"{NEXT_AUTH}export default withAuth({{\n"
    f"  callbacks: {{ authorized: ({{ token }}) => !!token }} }});{ALL}",
    "Clerk": 'import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";\n'
    'const isPublic = createRouteMatcher(["/sign-in(.*)"]);\n'
    "export default clerkMiddleware(async (auth, req) => {\n"
    f"  if (!isPublic(req)) {{\n    await auth.protect();\n  }}\n}});{ALL}",
    "Clerk, of what is protected": f"{CLERK}"
    'const isProtected = createRouteMatcher(["/api(.*)"]);\n'
    "export default clerkMiddleware((auth, req) => {\n"
    f"  if (isProtected(req)) auth().protect();\n}});{ALL}",
    "Clerk before v5": 'import { authMiddleware } from "@clerk/nextjs";\n'
    f'export default authMiddleware({{ publicRoutes: ["/"] }});{ALL}',
    "a matcher with missing": own(
        f"return {REDIRECT};",
        'export const config = { matcher: [{ source: "/:path*", missing: [{ type: "a" }] }] };',
    ),
    "a matcher as one text": own(
        f"return {REDIRECT};", 'export const config = { matcher: "/api/:path*" };'
    ),
    "languages": 'import createMiddleware from "next-intl/middleware";\n'
    f"export default createMiddleware({{ locales: ['en'] }});{ALL}",
    "languages, called for every path": f"{NEXT}{INTL}"
    f"export default function middleware(req) {{ return intl(req); }}{ALL}",
    "languages, kept and exported": f"{INTL}export default intl;{ALL}",
    "languages, called with a header": f"{NEXT}{INTL}"
    f"export function proxy(req) {{ const res = intl(req); res.headers.set('a', 'b'); "
    f"return res; }}{ALL}",
    "a constant": f"{NEXT}export const proxy = (req) => {REDIRECT};{ALL}",
}


@pytest.mark.parametrize("case", TURNED_AWAY)
def test_what_turns_inngest_away_is_found(case: str) -> None:
    text = TURNED_AWAY[case]
    assert found(text), text
    assert found(text, "src/proxy.ts", "src/app/(web)/api/inngest/route.ts")


LET_THROUGH = {
    "languages, behind a list": f"{NEXT}{INTL}"
    'const skip = ["/admin", "/api"];\n'
    "export function proxy(req) { const { pathname } = req.nextUrl;\n"
    "if (skip.some((p) => pathname.startsWith(p))) return NextResponse.next();\n"
    f"return intl(req); }}{ALL}",
    "languages, for who knows which paths": f"{NEXT}{INTL}"
    f"export default function middleware(req) {{ if (localized(req)) return intl(req); }}{ALL}",
    "a matcher without it": own(
        f"return {REDIRECT};", 'export const config = { matcher: ["/((?!api|_next).*)"] };'
    ),
    "a matcher that is not read": own(
        f"return {REDIRECT};", "export const config = { matcher: paths };"
    ),
    "a matcher with has": own(
        f"return {REDIRECT};",
        'export const config = { matcher: [{ source: "/:path*", has: [{ type: "host" }] }] };',
    ),
    "nothing": own("return NextResponse.next();"),
    "its path first": own(
        'if (req.nextUrl.pathname.startsWith("/api/inngest")) return NextResponse.next();\n'
        f"return {REDIRECT};"
    ),
    "the path of every API": own(
        'const { pathname } = req.nextUrl;\nif (pathname.startsWith("/api")) return;\n'
        f"if (!(await auth())) return {REDIRECT};"
    ),
    "in a list": own(
        'const OPEN = ["/login", "/api/inngest"];\n'
        f"if (OPEN.includes(req.nextUrl.pathname)) return NextResponse.next();\nreturn {REDIRECT};"
    ),
    "in a list by its start": own(
        'const OPEN = ["/login", "/api/inngest"];\nconst { pathname } = req.nextUrl;\n'
        "const isOpen = OPEN.some((path) => pathname.startsWith(path));\n"
        f"if (!isOpen && !req.auth) return {REDIRECT};"
    ),
    "a list of elsewhere": own(
        f"if (isPublic(req.nextUrl.pathname)) return NextResponse.next();\nreturn {REDIRECT};"
    ),
    "another path alone": own(
        f'if (req.nextUrl.pathname === "/old") return {REDIRECT};\nreturn NextResponse.next();'
    ),
    "who is signed in": own(
        f"const session = await auth();\nif (session) return {REDIRECT};\n"
        "return NextResponse.next();"
    ),
    "something else": own(f"if (process.env.MAINTENANCE) return {REDIRECT};"),
    "a bot": own(f"if (!isBot(userAgent(req))) return {REDIRECT};"),
    "a language in a loop": own(
        f"for (const each of languages) {{ if (!req.cookies.has(each)) return {REDIRECT}; }}"
    ),
    "Clerk without anything": 'import { clerkMiddleware } from "@clerk/nextjs/server";\n'
    f"export default clerkMiddleware();{ALL}",
    "Clerk with it among the public": "import { clerkMiddleware, createRouteMatcher } from "
    '"@clerk/nextjs/server";\nconst isPublic = createRouteMatcher(["/api/inngest(.*)"]);\n'
    "export default clerkMiddleware(async (auth, req) => {\n"
    f"  if (!isPublic(req)) await auth.protect();\n}});{ALL}",
    "Clerk with another part protected": "import { clerkMiddleware, createRouteMatcher } from "
    '"@clerk/nextjs/server";\nconst isProtected = createRouteMatcher(["/dashboard(.*)"]);\n'
    "export default clerkMiddleware(async (auth, req) => {\n"
    f"  if (isProtected(req)) await auth.protect();\n}});{ALL}",
    "Clerk before v5 with it among the public": 'import { authMiddleware } from "@clerk/nextjs";\n'
    f'export default authMiddleware({{ publicRoutes: ["/api/inngest(.*)"] }});{ALL}',
    "next-auth by the path": f"{NEXT_AUTH}export default withAuth({{\n"
    "  callbacks: { authorized: ({ req, token }) => req.nextUrl.pathname === '/x' || !!token },\n"
    f"}});{ALL}",
    "Auth.js handed on": f'export {{ auth as middleware }} from "./auth";{ALL}',
    "a function that is not the handler": (
        f"{NEXT}export function toLogin(req) {{ return {REDIRECT}; }}{ALL}"
    ),
}


@pytest.mark.parametrize("case", LET_THROUGH)
def test_what_may_let_inngest_through_is_left_alone(case: str) -> None:
    assert found(LET_THROUGH[case]) == ""


def test_other_files_and_other_frameworks_are_left_alone() -> None:
    text = TURNED_AWAY["every request"]
    assert found(text, "lib/middleware.ts", "app/api/inngest/route.ts") == ""
    assert found(text, "middleware.ts", "server/index.ts") == ""
    assert found(text, "apps/web/middleware.ts", "apps/api/app/api/inngest/route.ts") == ""
    express = {
        "package.json": b'{ "dependencies": { "express": "5" } }',
        "middleware.ts": text.encode(),
    }
    assert not list(guards(Codebase(Sources({**express, "app/api/inngest/route.ts": SERVE}))))
