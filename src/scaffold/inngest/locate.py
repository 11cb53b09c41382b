"""What an Inngest repository of any making looks like: its clients, SDK, functions, framework.

Doubt is returned as data: more than one client or folder is a list, for the caller to ask about.
"""

import re
from collections import Counter
from dataclasses import dataclass

from scaffold.inngest.locate_clients import Client as Client
from scaffold.inngest.locate_clients import find_clients as find_clients
from scaffold.inngest.locate_clients import program_files
from scaffold.inngest.locate_folders import FunctionsFolder as FunctionsFolder
from scaffold.inngest.locate_folders import find_folders as find_folders
from scaffold.inngest.sdk_versions import Sdk, sdk_of
from scaffold.syntax.files import Files
from scaffold.syntax.modules import Modules

_ADAPTER = re.compile(rb"""["'](?:npm:)?inngest/([a-z-]+)["']|\binngest[. ](?:import )?([a-z_]+)""")
_TYPESCRIPT_ADAPTERS = {
    "next": "nextjs",
    "nextjs": "nextjs",
    "express": "express",
    "hono": "hono",
    "remix": "remix",
    "fastify": "fastify",
    "koa": "koa",
    "h3": "h3",
    "nuxt": "nuxt",
    "nitro": "nitro",
    "sveltekit": "sveltekit",
    "astro": "astro",
    "node": "node",
    "bun": "bun",
    "edge": "edge",
    "cloudflare": "cloudflare",
    "lambda": "lambda",
    "redwood": "redwood",
    "digitalocean": "digitalocean",
    "deno/fresh": "fresh",
}
_PYTHON_ADAPTERS = {
    "fast_api": "fastapi",
    "flask": "flask",
    "django": "django",
    "tornado": "tornado",
    "digital_ocean": "digitalocean",
    "connect": "connect",
}


@dataclass(frozen=True)
class Location:
    """What was found; the likeliest first in every list."""

    clients: tuple[Client, ...]
    folders: tuple[FunctionsFolder, ...]
    sdks: tuple[Sdk, ...]  # of the clients, each once
    frameworks: tuple[str, ...]

    @property
    def client(self) -> Client | None:
        """The one client, None when there is no choice or too much of it."""
        return self.clients[0] if len(self.clients) == 1 else None

    @property
    def sdk(self) -> Sdk | None:
        """The one SDK, None when no manifest says or they differ."""
        return self.sdks[0] if len(self.sdks) == 1 else None

    @property
    def folder(self) -> FunctionsFolder | None:
        """The folder that holds the most functions, None when two hold as many."""
        counts = [folder.functions for folder in self.folders]
        if not counts or counts.count(counts[0]) > 1:
            return None
        return self.folders[0]


def locate(files: Files) -> Location:
    """Return where a repository keeps its Inngest code."""
    modules = Modules(files)
    clients = find_clients(files, modules)
    versions = (sdk_of(files, client.path) for client in clients)
    return Location(
        tuple(clients),
        tuple(find_folders(files, modules)),
        tuple(dict.fromkeys(version for version in versions if version is not None)),
        find_frameworks(files),
    )


def find_frameworks(files: Files) -> tuple[str, ...]:
    """Return the frameworks that functions are served through, by the SDK's adapters in use."""
    found: Counter[str] = Counter()
    for path, content in program_files(files):
        if b"inngest" not in content:
            continue
        adapters = _PYTHON_ADAPTERS if path.endswith(".py") else _TYPESCRIPT_ADAPTERS
        names = {
            adapters[name.decode()]
            for match in _ADAPTER.finditer(content)
            for name in match.groups()
            if name is not None and name.decode() in adapters
        }
        found.update(names)
    return tuple(name for name, _ in found.most_common())
