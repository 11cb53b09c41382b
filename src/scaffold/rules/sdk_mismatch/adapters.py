"""Which adapter suits the framework that calls it: what `sdk-mismatch` asks of `serve`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.bindings import resolve
from scaffold.code.links import callee, settle
from scaffold.code.outline import CallSite
from scaffold.code.values import argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_modules import PYTHON_ADAPTERS, SDK
from scaffold.inngest.sdk_names import serving_adapter
from scaffold.rules._rule import Diagnostic, report
from scaffold.syntax.imports import imports
from scaffold.syntax.regexes import regex


class _Route(NamedTuple):
    """Files that a framework calls by their place: which adapters speak to it, the usual first."""

    package: str
    """What a manifest names where the framework is in use."""
    file: re.Pattern[str]
    adapters: tuple[str, ...]


_NODE = ("node", "express")
_ROUTES = (
    _Route("next", regex(r"(^|/)app/(.*/)?route\.[cm]?[jt]sx?$"), ("next", "edge")),
    _Route("next", regex(r"(^|/)pages/api/.+\.[cm]?[jt]sx?$"), ("next", "edge", *_NODE)),
    _Route("@sveltejs/kit", regex(r"(^|/)\+server\.[jt]s$"), ("sveltekit",)),
    _Route("astro", regex(r"(^|/)src/pages/.+\.[jt]s$"), ("astro",)),
    _Route("nuxt", regex(r"(^|/)server/(api|routes)/.+\.[jt]s$"), ("nuxt", "h3", "nitro")),
    _Route("nitropack", regex(r"(^|/)(api|routes)/.+\.[jt]s$"), ("nitro", "h3", "nuxt")),
    _Route("@remix-run/react", regex(r"(^|/)app/routes/.+\.[jt]sx?$"), ("remix",)),
)
# What the app that a handler is given to is made with, and the adapters that speak to it.
_APPS = {
    "express": ("express", "node"),
    "hono": ("hono",),
    "@hono/zod-openapi": ("hono",),
    "fastify": ("fastify",),
    "koa": ("koa",),
    "@koa/router": ("koa",),
    "koa-router": ("koa",),
}
_MOUNTS = frozenset({"use", "all", "on", "route", "get", "post", "put", "register"})
_PYTHON_APPS = {
    "fastapi.FastAPI": "fast_api",
    "fastapi.applications.FastAPI": "fast_api",
    "flask.Flask": "flask",
    "tornado.web.Application": "tornado",
}
_PYTHON_NAMES = {name.replace("_", ""): name for name in PYTHON_ADAPTERS}


def check_adapter(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `serve` of an adapter that is not the framework's."""
    if file.language == "python":
        yield from _misspelled(file)
        for site in _served(file, project):
            yield from _python(site, project)
        return
    served = _served(file, project) if file.adapters else []
    by_place = _by_place(file, project)
    for binding, module in file.adapters:
        if binding.imported != "serve":
            continue
        # An app in a route, such as one of Hono's in Next.js, is what calls the handler.
        own = [site for site in served if site.root == binding.name]
        if own and module.name in _NODE and all(_is_given_node_requests(site) for site in own):
            continue
        mounts = [owner for site in own for owner in _mounts(site)]
        apps = (_APPS.get(_package(owner, project) or "") for owner in mounts)
        wanted = next(filter(None, apps), None) if mounts else by_place
        if wanted is not None and module.name not in wanted:
            yield report(
                binding,
                f"`{binding.module}` does not speak to {wanted[0]}'s requests",
                f'import `serve` from "inngest/{wanted[0]}"',
            )


def _served(file: FileFacts, project: Codebase) -> list[CallSite]:
    if b"serve" not in file.source.content:
        return []
    return [
        site
        for site in file.sites
        if site.attrs[-1:] in ((), ("serve",)) and serving_adapter(site, project) is not None
    ]


def _by_place(file: FileFacts, project: Codebase) -> tuple[str, ...] | None:
    """The adapters for a file that a framework calls by its place."""
    known = project.packages.dependencies(file.path)
    for route in _ROUTES:
        if route.package in known and route.file.search(file.path):
            return route.adapters
    return None


def _mounts(site: CallSite) -> Iterator[CallSite]:
    """The calls that a handler is given to: at once, or by its name."""
    if site.use == "argument" and site.owner is not None:
        yield site.owner
    binding = site.outline.binding(site.into) if site.into is not None else None
    for reference in site.outline.references_to(binding) if binding is not None else ():
        if reference.use == "argument" and reference.owner is not None:
            yield reference.owner


def _is_given_node_requests(site: CallSite) -> bool:
    """`handler(event.node.req, event.node.res)`: the file itself hands over what Node gives."""
    binding = site.outline.binding(site.into) if site.into is not None else None
    return binding is not None and any(
        each.root == binding.name
        and len(each.args) == 2
        and each.args[0].kind == "member"
        and each.args[0].name == "req"
        for each in site.outline.sites()
    )


def _package(owner: CallSite, project: Codebase) -> str | None:
    """The package of the app whose method is called: `app.use(…)`, `express().use(…)`."""
    if owner.attrs[-1:] == () or owner.attrs[-1] not in _MOUNTS or owner.root is None:
        return None
    app = settle(resolve(owner.body, owner.root, owner.attrs[:-1], at=owner.start), project)
    if app.kind != "call" or app.site is None or app.attrs:
        return None
    maker = callee(app.site, project)
    return maker.module if maker.kind == "import" else None


def _misspelled(file: FileFacts) -> Iterator[Diagnostic]:
    """`import inngest.fastapi`, `from inngest.fastapi import serve`, `from inngest import …`."""
    for each in imports(file.source):
        module = f"{SDK}.{each.name}" if each.module == SDK else each.module
        package, _, name = module.partition(".")
        right = _PYTHON_NAMES.get(name.replace("_", ""))
        if package == SDK and right not in (None, name):
            yield report(
                (file.outline, each),
                f"the package has no module `{module}`: this raises an `ImportError`",
                f"write `{SDK}.{right}`",
            )


def _python(site: CallSite, project: Codebase) -> Iterator[Diagnostic]:
    adapter = serving_adapter(site, project)
    positional = [each for each in site.args if each.kind != "spread"]
    is_short = len(positional) == len(site.args) == 2 and not site.keywords
    if adapter in _PYTHON_APPS.values() and is_short:
        yield report(
            site,
            f"`serve` of `{SDK}.{adapter}` takes the app, the client and the functions: "
            "this raises a `TypeError`",
            "give it the app first",
        )
        return
    app = argument(site, 0, project, "app")
    made = app.site if app is not None else None
    wanted = _PYTHON_APPS.get(callee(made, project).name) if made is not None else None
    if wanted is not None and adapter != wanted and adapter not in (None, "django"):
        yield report(
            site,
            f"`inngest.{adapter}` does not serve through an app of this framework",
            f"call `inngest.{wanted}.serve`, and import `inngest.{wanted}`",
        )
