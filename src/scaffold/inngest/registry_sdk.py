"""Which major version of the TypeScript SDK a file is written for, by the manifest above it."""

import posixpath
import re

from scaffold.syntax.modules import Modules


def declared_major(path: str, modules: Modules) -> int | None:
    """Return the major version of `inngest` in the nearest `package.json` that names it."""
    folder = posixpath.dirname(path)
    while True:
        manifest = modules.configurations.json(posixpath.join(folder, "package.json"))
        for key in ("dependencies", "devDependencies", "peerDependencies"):
            table = manifest.get(key)
            version = table.get("inngest") if isinstance(table, dict) else None
            if isinstance(version, str):
                found = re.match(r"^(?:npm:inngest@)?[\^~>=v\s]*(\d{1,9})", version)
                return int(found[1]) if found else None
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def positional_serve_is_wrong(path: str, modules: Modules) -> bool:
    """Whether `serve(client, functions)` is an error with the SDK of this file."""
    major = declared_major(path, modules)
    return major is not None and major >= 3
