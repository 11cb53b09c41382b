"""What stands in front of Inngest's route in a Next.js app: `middleware.ts`, since 16 `proxy.ts`.

It runs for the paths that its `matcher` covers. Where it turns away a request that has no session,
Inngest's own requests get a redirect or a 401: an event is taken, and nothing runs.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.definitions import exported_as
from scaffold.code.expressions import Expr
from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.endpoints import ROUTERS, address_of
from scaffold.inngest.matchers import covers
from scaffold.inngest.turned_away import is_reached, turns_away
from scaffold.syntax.regexes import regex

IN_FRONT = regex(r"(?P<app>|.+?/)(?:src/)?(?:middleware|proxy)\.(?:ts|js|mts|mjs|tsx|jsx)")
# Wrappers that turn away whoever has no session, by module and name, with the option that names
# paths which they leave alone.
_WRAPPERS = {
    ("next-auth/middleware", "default"): "",
    ("next-auth/middleware", "withAuth"): "",
    ("@clerk/nextjs", "authMiddleware"): "publicRoutes ignoredRoutes",
    ("@clerk/nextjs/server", "authMiddleware"): "publicRoutes ignoredRoutes",
    ("@auth0/nextjs-auth0", "withMiddlewareAuthRequired"): "",
    ("@auth0/nextjs-auth0/edge", "withMiddlewareAuthRequired"): "",
    ("@kinde-oss/kinde-auth-nextjs/middleware", "withAuth"): "publicPaths",
    ("@kinde-oss/kinde-auth-nextjs/server", "withAuth"): "publicPaths",
}
_LOCALES = ("next-intl/middleware", "default")
_TURNS_AWAY = "turns away whoever has no session"
_PATH_WORDS = regex(r"\b(?:req|request|nextUrl|pathname|url)\b")


class Guard(NamedTuple):
    """A file in front of Inngest's route that does not let its requests through."""

    path: str
    """The file."""
    route: str
    """The path that it covers: `/api/inngest`."""
    at: Expr | Body
    """The part of the matcher that covers it, or what turns the request away."""
    matcher: str
    """What its matcher says, empty for a file without one, which runs for every path."""
    why: str
    """What it does to the request: `redirects or refuses …`."""
    hint: str


def guards(project: Codebase) -> Iterator[Guard]:
    """Yield what certainly turns Inngest away; nothing where that cannot be read."""
    for path in sorted(project.modules.paths):
        named = IN_FRONT.fullmatch(path)
        if named is None or "next" not in project.packages.dependencies(path):
            continue
        for route in dict.fromkeys(_routes(named["app"], project)):
            found = _guard(path, route, project)
            if found is not None:
                yield found


def _routes(app: str, project: Codebase) -> Iterator[str]:
    """The paths of an app at which functions are served."""
    named = (path for path in sorted(project.modules.paths) if "inngest" in path)
    for path in (*(registry.serve_path for registry in project.registries), *named):
        inside = path.removeprefix(app) if path.startswith(app) else ""
        address = address_of(inside) if inside.startswith(ROUTERS) else None
        if address is not None:
            yield address


def _guard(path: str, route: str, project: Codebase) -> Guard | None:
    facts = project.facts(path)
    if facts is None or facts.source.has_error:
        return None
    outline = facts.outline
    covered = _covering(outline, route, project)
    if covered is None:
        return None
    at, matcher = covered
    found = _turned_away(outline, route, project)
    if found is None:
        return None
    place, why = found
    hint = f"leave the route out of the matcher: `/((?!{route.removeprefix('/')}|…).*)`"
    return Guard(path, route, at or place, matcher, why, hint)


def _covering(outline: Outline, route: str, project: Codebase) -> tuple[Expr | None, str] | None:
    """The pattern that covers a route; no pattern where there is no matcher, None for neither."""
    binding = outline.module.bindings.get("config")
    if binding is None or "config" not in outline.exports:
        return None if "config" in outline.exports else (None, "")
    if binding.initial is None:
        return None
    config = Value(binding.initial, outline.module, project)
    matcher = config.entry("matcher")
    if matcher is None:
        return None if config.has_unknown_entries or not config.is_object else (None, "")
    for each in matcher.elements:
        # With `has` it runs for some requests only; what `missing` names Inngest does not send.
        source = each.entry("source") if each.is_object and each.entry("has") is None else each
        if source is not None and source.string is not None and covers(source.string, route):
            return source.expr, source.string
    return None


def _turned_away(outline: Outline, route: str, project: Codebase) -> tuple[Expr | Body, str] | None:
    """What turns a request to a route away, and how."""
    handed = outline.exports.get("default")
    if handed is not None and (handed.module, handed.local) in _WRAPPERS:
        return outline.module, f"`{handed.module}` {_TURNS_AWAY}"
    for site in outline.sites():
        if site.body.kind != "module":
            continue
        found = callee(site, project)
        key = (found.module, found.imported) if found.kind == "import" and not found.attrs else None
        if key == _LOCALES and _is_asked(site, route, project):
            return site.expr, f"`{site.spelled}` sends each request to a locale's path"
        if key in _WRAPPERS and _blocks(site, _WRAPPERS[key], route, project):
            return site.expr, f"`{site.spelled}` {_TURNS_AWAY}"
    for body in outline.bodies:
        if _is_handler(body, outline):
            place_of = turns_away(body, route, project)
            if place_of is not None:
                text = " ".join(place_of.text.split())
                short = text if len(text) <= 60 else f"{text[:60]}…"
                return place_of, f"`{short}` {_TURNS_AWAY}"
    return None


def _is_asked(site: CallSite, route: str, project: Codebase) -> bool:
    """Whether what `createMiddleware` gives surely gets the requests to a route."""
    outline, into = site.outline, site.into
    if into is None or into.kind != "name":
        return True
    handed = outline.exports.get("default")
    if handed is not None and handed.local == into.text:
        return True
    return any(
        call.root == into.text and not call.attrs and is_reached(body, call, route, project)
        for body in outline.bodies
        if _is_handler(body, outline)
        for call in body.calls
    )


def _blocks(site: CallSite, lists: str, route: str, project: Codebase) -> bool:
    """Whether a wrapper turns a request away: no list of its options lets the route through."""
    for index in range(len(site.args)):
        given = argument(site, index, project)
        if given is None or given.function is not None:
            continue
        if not given.is_object or given.has_unknown_entries:
            # The request handler of another package, or options made elsewhere.
            if given.origin.kind in ("param", "global", "import", "call", "value"):
                return False
            continue
        for name in lists.split():
            listed = given.entry(name)
            texts = [each.string for each in listed.elements] if listed is not None else []
            if any(text is None or covers(text, route) is not False for text in texts):
                return False
        if not _authorizes_by_token(given):
            return False
    return True


def _authorizes_by_token(options: Value) -> bool:
    """Whether what decides, where something is given to, looks at the token alone."""
    callbacks = options.entry("callbacks")
    decides = callbacks.entry("authorized") if callbacks is not None else None
    if callbacks is None:
        return True
    if decides is None:
        return callbacks.is_object and not callbacks.has_unknown_entries
    return not _PATH_WORDS.search(decides.resolved.text)


def _is_handler(body: Body, outline: Outline) -> bool:
    """Whether a function is what the file exports, or is given to what makes that."""
    if body.kind != "function" or body.parent is not outline.module:
        return False
    if body.name is None:
        return True
    exported = exported_as(outline, body.name)
    return not {"default", "middleware", "proxy"}.isdisjoint(exported)
