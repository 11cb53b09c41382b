"""Files that are endpoints: where no function goes, and the address of a route of Next.js."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scaffold.inngest.packages import Packages
from scaffold.syntax.modules import Modules
from scaffold.syntax.regexes import regex

# The folder before the framework's own is `root`: the new file goes beside that one.
_ALWAYS = (
    regex(r"(?P<root>(?:.*/)?)pages/api/"),
    regex(r"(?P<root>(?:.*/)?)netlify/(?:edge-)?functions/"),
    regex(r"(?P<root>(?:.*/)?api/src/)functions/"),
)
# By the packages that make it so, one of which the nearest `package.json` names.
_OF_FRAMEWORKS = (
    (("astro",), regex(r"(?P<root>(?:.*/)?)pages/")),
    (("remix", "@remix-run/", "@react-router/"), regex(r"(?P<root>(?:.*/)?app/)routes/")),
    (("@solidjs/start", "@tanstack/"), regex(r"(?P<root>(?:.*/)?src/)routes/")),
    (("nuxt", "nitro", "nitropack"), regex(r"(?P<root>(?:.*/)?server/)(?:api|routes)/")),
    # In these, only files of some names are endpoints, and others may stand beside them.
    (
        ("next",),
        regex(r"(?P<root>(?:.*/)?)app/(?:.*/)?(?:route|page|layout|template|default)\.\w+$"),
    ),
    (("@sveltejs/kit",), regex(r"(?P<root>(?:.*/)?src/)routes/(?:.*/)?\+[^/]*$")),
)
# Where Next.js looks for routes, below the package.
ROUTERS = ("app/", "pages/", "src/app/", "src/pages/")
_ROUTE = regex(
    r"(?:^|/)(?:app/(?P<folder>.+)/route|pages/(?P<page>api/.+?)(?:/index)?)\.[cm]?[jt]sx?$"
)
_VERCEL = regex(r"(?P<root>)api/(?!(?:.*/)?_)")
_SERVES_ITSELF = ("express", "fastify", "koa", "hono", "h3", "next", "nuxt", "@nestjs/", "elysia")
_HANDLES = regex(rb"^export\s+(?:default\b|const\s+(?:GET|POST|PUT|config|runtime)\b)", re.M)


def address_of(path: str) -> str | None:
    """Return the path at which Next.js serves a file; None for one that is no route, or of many."""
    found = _ROUTE.search(path)
    if found is None or "[" in found[0]:
        return None
    # `(group)` and `@slot` are no part of the address.
    parts = (found["folder"] or found["page"]).split("/")
    return "/" + "/".join(each for each in parts if each[:1] not in ("(", "@"))


@dataclass
class Endpoints:
    """Tells which files of a project are endpoints."""

    modules: Modules

    @cached_property
    def _packages(self) -> Packages:
        return Packages(self.modules)

    def root(self, path: str) -> str | None:
        """Return the folder around the framework's own for an endpoint, None for another file."""
        if path.endswith(".py"):
            return None
        folder = self._packages.folder(path)
        packages = frozenset(self._packages.dependencies(path))
        below = path[len(folder) + 1 :] if folder else path
        for pattern in self._patterns(folder, packages, path):
            found = pattern.match(below)
            if found is not None:
                return posixpath.join(folder, found["root"].rstrip("/")).rstrip("/")
        return None

    def _patterns(
        self, folder: str, packages: frozenset[str], path: str
    ) -> Iterator[re.Pattern[str]]:
        yield from _ALWAYS
        for names, pattern in _OF_FRAMEWORKS:
            if _any(packages, names):
                yield pattern
        is_vercel = _any(packages, ("vercel", "@vercel/node")) or (
            posixpath.join(folder, "vercel.json") in self.modules.paths
        )
        if _any(packages, ("next", "nuxt") if is_vercel else _SERVES_ITSELF):
            return
        if is_vercel or self._handles(path):
            yield _VERCEL

    def _handles(self, path: str) -> bool:
        source = self.modules.source(path)
        return source is not None and _HANDLES.search(source.content) is not None


def _any(packages: frozenset[str], names: tuple[str, ...]) -> bool:
    return any(
        name in packages
        or (name.endswith("/") and any(package.startswith(name) for package in packages))
        for name in names
    )
