"""Which module an import means: the SDK, one of its parts, or something built on it."""

import re
from functools import cache
from typing import Literal, NamedTuple

from scaffold.syntax.package_names import package_name
from scaffold.syntax.regexes import regex

SDK = "inngest"
Part = Literal[
    "client",  # `inngest` itself: the client, steps, events, errors, middleware's base
    "serve",  # an adapter of a framework: `inngest/next`, `inngest.fast_api`
    "connect",
    "experimental",
    "middleware",
    "realtime",
    "react",
    "test",
    "types",
    "agent-kit",
    "wrapper",  # somebody else's package around the SDK
    "other",
    "unknown",  # a part of the SDK that is newer than this list
]


class SdkModule(NamedTuple):
    """One module of the SDK, or around it.

    `name` is the adapter as the SDK spells it (`next`, `deno/fresh`, `fast_api`), for other parts
    the entry; empty for a package itself.
    """

    part: Part
    name: str = ""

    @property
    def is_adapter(self) -> bool:
        """Whether it serves functions through a framework, or over a connection of its own."""
        return self.part in ("serve", "connect")

    @property
    def framework(self) -> str:
        """The framework that an adapter is for, as stacks and messages call it."""
        name = self.name.replace(".", "/").rpartition("/")[2].replace("_", "")
        return {"next": "nextjs"}.get(name, name)

    @property
    def may_serve(self) -> bool:
        """Whether functions may be served through it."""
        return self.part in ("serve", "connect", "wrapper", "unknown")


# Adapters of every version from 1 on: https://www.inngest.com/docs/learn/serving-inngest-functions
TYPESCRIPT_ADAPTERS = frozenset(
    {
        "astro", "bun", "cloudflare", "deno/fresh", "digitalocean", "edge", "express", "fastify",
        "h3", "hono", "koa", "lambda", "next", "nitro", "node", "nuxt", "redwood", "remix",
        "sveltekit",
    }
)  # fmt: skip
PYTHON_ADAPTERS = frozenset({"digital_ocean", "django", "fast_api", "flask", "tornado"})
_ENTRIES: dict[str, Part] = {
    "": "client",
    "api": "other",
    "components": "client",
    "connect": "connect",
    "experimental": "experimental",
    "helpers": "other",
    "hooks": "react",
    "internals": "other",
    "middleware": "middleware",
    "package.json": "other",
    "react": "react",
    "realtime": "realtime",
    "test": "test",
    "types": "types",
}
# What the SDK's makers publish beside it, by how the name begins; `agent-kit/server` serves.
_SCOPED: tuple[tuple[str, Part], ...] = (
    ("agent-kit/server", "wrapper"),
    ("agent-kit", "agent-kit"),
    ("ai", "other"),
    ("eslint", "other"),
    ("middleware", "middleware"),
    ("realtime", "realtime"),
    ("test", "test"),
    ("use-agent", "react"),
)
_PYTHON_ENTRIES: dict[str, Part] = {
    "": "client",
    "connect": "connect",
    "experimental": "experimental",
    "experimental.connect": "connect",
    "experimental.dev_server": "test",
    "experimental.mocked": "test",
    "experimental.realtime": "realtime",
    "experimental.remote_state_middleware": "middleware",
    "experimental.sentry_middleware": "middleware",
}
# `@mastra/inngest`, `nestjs-inngest`, `inngest-express-kit`.
_WRAPPER = regex(
    r"@[\w.-]+/(?:[\w.-]+-)?inngest(?:-[\w.-]+)?|@[\w.-]*inngest[\w.-]*/[\w.-]+"
    r"|[\w.-]+-inngest|inngest-[\w.-]+"
)


class SdkExport(NamedTuple):
    """What one name of the SDK's is: `("run",)` read from `step` of the client's module."""

    module: SdkModule
    path: tuple[str, ...]

    def is_part(self, part: Part, *path: str) -> bool:
        """Whether it is this name of this part."""
        return self.module.part == part and self.path == path


@cache
def sdk_module(module: str, language: str) -> SdkModule | None:
    """Return what a module is to Inngest, None for one that has nothing to do with it.

    `module` is written as in any import: with a version, for a registry, as a URL of a CDN.
    """
    return _python(module) if language == "python" else _typescript(module)


def python_export(full_name: str) -> SdkExport | None:
    """Return the part of the SDK and the name there that a dotted name means in Python."""
    module, *path = full_name.split(".")
    while path and _is_python_module(f"{module}.{path[0]}"):
        module = f"{module}.{path.pop(0)}"
    found = sdk_module(module, "python")
    if found is None:
        return None
    if found.part == "client" and len(path) > 1 and path[0].islower():
        return SdkExport(SdkModule("unknown", path[0]), tuple(path[1:]))
    return SdkExport(found, tuple(path))


def _is_python_module(name: str) -> bool:
    first, _, entry = name.partition(".")
    known = entry in _PYTHON_ENTRIES or entry.removeprefix("experimental.") in PYTHON_ADAPTERS
    return first == SDK and known


def _typescript(module: str) -> SdkModule | None:
    package = package_name(module)
    if package is None or "inngest" not in package.name:
        return None
    name, entry = package.name, re.sub(r"\.[cm]?js$", "", package.entry)
    if name == SDK:
        if entry in TYPESCRIPT_ADAPTERS:
            return SdkModule("serve", entry)
        return SdkModule(_ENTRIES.get(entry.partition("/")[0], "unknown"), entry)
    if name.startswith("@inngest/"):
        start = f"{name}/{entry}".removeprefix("@inngest/").rstrip("/")
        scoped = (part for prefix, part in _SCOPED if start.startswith(prefix))
        return SdkModule(next(scoped, "wrapper"), start)
    return SdkModule("wrapper", name) if _WRAPPER.fullmatch(name) else None


def _python(module: str) -> SdkModule | None:
    first, _, entry = module.partition(".")
    if first != SDK:
        return SdkModule("middleware", first) if first == "inngest_encryption" else None
    adapter = entry.removeprefix("experimental.")
    if adapter in PYTHON_ADAPTERS:
        return SdkModule("serve", adapter)
    while entry not in _PYTHON_ENTRIES and "." in entry:
        entry = entry.rpartition(".")[0]
    return SdkModule(_PYTHON_ENTRIES.get(entry, "unknown"), entry)
