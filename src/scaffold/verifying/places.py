"""Where the app and its dev server should be: what was given, what files say, the usual ports."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scaffold.disk.data_files import UnreadableDataError, read_json, table_in
from scaffold.errors import ScaffoldError
from scaffold.functions.environment import ENVIRONMENT_FILES
from scaffold.inngest.registry.find import Registry
from scaffold.verifying.addresses import HANDLER_PATH, is_loopback, read_url
from scaffold.verifying.findings import stopped
from scaffold.verifying.source import Source, default_port, handler_path

SERVER_PORT = 8288
# With its port taken the server moves up without a word; this far it is looked for.
PORTS = range(SERVER_PORT, SERVER_PORT + 10)
_LOCK = ".next/dev/lock"
_PORT = range(1, 1 << 16)
_ASSIGNMENT = r"(?m)^[ \t]*(?:export[ \t]+)?{}[ \t]*=[ \t]*([\"']?)([^\n\"'#]*)\1[ \t]*(?:#.*)?$"
_ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"", "0", "false", "no", "off"})


class Setting(NamedTuple):
    """A variable's value, and what sets it."""

    value: str
    by: str


class ServerPlace(NamedTuple):
    """Where the dev server should be; `by` says who says so, empty for the usual port."""

    url: str
    by: str
    is_given: bool = False


def setting(
    name: str, source: Source, registry: Registry, environ: Mapping[str, str]
) -> Setting | None:
    """Return what a variable is for the app: in the environment, else in its files."""
    if name in environ:
        return Setting(environ[name].strip(), f"`{name}` in the environment")
    pattern = re.compile(_ASSIGNMENT.format(re.escape(name)))
    for file in ENVIRONMENT_FILES:
        for path in source.paths_in(registry, file):
            content = source.files.read(path) or b""
            found = pattern.findall(content.decode("utf-8", "replace").replace("\r\n", "\n"))
            if found:
                return Setting(found[-1][1].strip(), f"`{name}` in `{path}`")
    return None


def app_urls(source: Source, given: str | None, environ: Mapping[str, str]) -> list[str]:
    """Return where the app may answer, the likeliest first. Raises ScaffoldError for a bad URL."""
    registries = source.registries
    if given is not None:
        path = handler_path(registries[0].serve_path) if len(registries) == 1 else HANDLER_PATH
        return [read_url(given, "--url", path=path)]
    found = [
        f"http://localhost:{port}{handler_path(registry.serve_path)}"
        for ports in (_from_lock, _from_variable, _usual)
        for registry in registries
        for port in ports(source, registry, environ)
    ]
    return list(dict.fromkeys(found))


def _from_lock(source: Source, registry: Registry, environ: Mapping[str, str]) -> Iterator[int]:
    """The port that `next dev` says it has: it takes the next one where its own is taken."""
    for path in source.paths_in(registry, _LOCK):
        try:
            port = table_in(read_json(source.files.read(path) or b"{}")).get("port")
        except UnreadableDataError:
            continue
        if isinstance(port, int) and port in _PORT:
            yield port


def _from_variable(source: Source, registry: Registry, environ: Mapping[str, str]) -> Iterator[int]:
    found = setting("PORT", source, registry, environ)
    if found is not None and re.fullmatch(r"[0-9]{1,5}", found.value) and int(found.value) in _PORT:
        yield int(found.value)


def _usual(source: Source, registry: Registry, environ: Mapping[str, str]) -> Iterator[int]:
    yield default_port(registry.framework)


def server_place(source: Source, given: str | None, environ: Mapping[str, str]) -> ServerPlace:
    """Return where the dev server should be.

    Raises ScaffoldError for a bad URL, StoppedError for one that is not on this machine and was
    not given: a file of the project must not send requests elsewhere.
    """
    if given is not None:
        return ServerPlace(read_url(given, "--dev-server"), "--dev-server", is_given=True)
    usual = f"http://localhost:{SERVER_PORT}"
    for registry in source.registries:
        found = setting("INNGEST_DEV", source, registry, environ)
        if found is None or found.value.lower() in _ON | _OFF:
            continue
        try:
            url = read_url(found.value, found.by)
        except ScaffoldError as error:
            raise stopped("bad-setting", error.message, "set it to 1 or to a URL") from None
        if not is_loopback(url):
            raise stopped(
                "server-elsewhere",
                f"{found.by} names `{url}`, which is not on this machine, so it is not asked",
                f"name the dev server yourself: `--dev-server {usual}` where a container "
                "publishes it here",
            )
        return ServerPlace(url, found.by)
    return ServerPlace(usual, "")
