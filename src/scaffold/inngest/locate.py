"""What an Inngest repository of any making looks like: its clients, functions and frameworks.

Doubt is returned as data: more than one client or folder is a list, for the caller to ask about.
"""

import re
from collections import Counter

from scaffold.inngest.locate_clients import Client as Client
from scaffold.inngest.locate_clients import find_clients as find_clients
from scaffold.inngest.locate_clients import program_files
from scaffold.inngest.locate_folders import FunctionsFolder as FunctionsFolder
from scaffold.inngest.locate_folders import find_folders as find_folders
from scaffold.syntax.files import Files

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
