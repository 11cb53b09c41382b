"""The web frameworks that applications are written in, and which one a package is."""

from collections.abc import Collection
from typing import NamedTuple


class Framework(NamedTuple):
    """A framework, as manifests, the SDK's adapters and people call it."""

    key: str
    """What the SDK's adapter is called: `nextjs`, `express`, `fastapi`."""
    title: str
    package: str
    """The package whose presence says that it is in use."""
    port: int
    """Where its development server listens unless told otherwise."""
    starts: bool = False
    """Whether an app without Inngest can be given its first function."""
    routers: bool = False
    """Whether its files are its routes, in one of two layouts: `app/` and `pages/`."""


# Those that build on another one come first: a Nest app names Express too.
TYPESCRIPT = (
    Framework("nextjs", "Next.js", "next", 3000, starts=True, routers=True),
    Framework("nuxt", "Nuxt", "nuxt", 3000),
    Framework("sveltekit", "SvelteKit", "@sveltejs/kit", 5173),
    Framework("remix", "Remix", "@remix-run/node", 5173),
    Framework("react-router", "React Router", "@react-router/node", 5173),
    Framework("astro", "Astro", "astro", 4321),
    Framework("redwood", "RedwoodJS", "@redwoodjs/api", 8911),
    Framework("tanstack", "TanStack Start", "@tanstack/react-start", 3000),
    Framework("nest", "NestJS", "@nestjs/core", 3000),
    Framework("hono", "Hono", "hono", 3000, starts=True),
    Framework("fastify", "Fastify", "fastify", 3000, starts=True),
    Framework("express", "Express", "express", 3000, starts=True),
    Framework("koa", "Koa", "koa", 3000),
    Framework("nitro", "Nitro", "nitropack", 3000),
    Framework("h3", "h3", "h3", 3000),
    Framework("elysia", "Elysia", "elysia", 3000),
)
PYTHON = (
    Framework("fastapi", "FastAPI", "fastapi", 8000, starts=True),
    Framework("django", "Django", "django", 8000, starts=True),
    Framework("flask", "Flask", "flask", 5000, starts=True),
    Framework("tornado", "Tornado", "tornado", 8888),
)


def framework_of(packages: Collection[str], language: str) -> Framework | None:
    """Return the framework that a package's dependencies name, None for none that is known."""
    table = PYTHON if language == "python" else TYPESCRIPT
    return next((each for each in table if each.package in packages), None)


def framework_called(key: str) -> Framework | None:
    """Return the framework that an adapter of the SDK is for."""
    return next((each for each in (*TYPESCRIPT, *PYTHON) if each.key == key), None)
