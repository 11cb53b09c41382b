"""What an Inngest repository of any making looks like: its clients, functions and frameworks.

Doubt is returned as data: more than one client or folder is a list, for the caller to ask about.
"""

from collections import Counter
from collections.abc import Iterator

from scaffold.inngest.client_places import LocatedClient as LocatedClient
from scaffold.inngest.client_places import find_clients as find_clients
from scaffold.inngest.locate_folders import FunctionsFolder as FunctionsFolder
from scaffold.inngest.locate_folders import find_folders as find_folders
from scaffold.inngest.locate_folders import program_files
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.syntax.files import Files
from scaffold.syntax.imports import import_statements
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


def find_frameworks(files: Files, modules: Modules | None = None) -> tuple[str, ...]:
    """Return the frameworks that functions are served through, by the SDK's adapters in use."""
    modules = modules or Modules(files)
    found: Counter[str] = Counter()
    for path, content in program_files(files):
        source = modules.source(path) if b"inngest" in content else None
        if source is None:
            continue
        parts = (sdk_module(each, source.language.name) for each in _imported(source))
        found.update({each.framework for each in parts if each is not None and each.is_adapter})
    return tuple(name for name, _ in found.most_common())


def _imported(source: Source) -> Iterator[str]:
    """Yield the modules that a file imports, Python's `from inngest import fast_api` included."""
    for each in import_statements(source):
        yield each.module
        if source.language.name == "python":
            yield from (f"{each.module}.{name.name}" for name in each.names)
