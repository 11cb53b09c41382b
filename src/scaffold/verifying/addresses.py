"""Addresses of apps and servers: read as people write them, and compared as they reach a place."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from scaffold.errors import ScaffoldError
from scaffold.shown import shown

HANDLER_PATH = "/api/inngest"
_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = re.compile(r"[A-Za-z0-9._:%-]+")
# Names by which a container reaches the machine that it runs on.
_OF_THIS_MACHINE = frozenset({"localhost", "host.docker.internal", "host.containers.internal"})


class _Place(NamedTuple):
    host: str
    port: int | None
    path: str


def read_url(text: str, named: str, *, path: str = "") -> str:
    """Return a URL in full, from `localhost:3000` as from a whole one; `path` where it has none.

    `named` is the option or variable that holds it. Raises ScaffoldError for what is no address.
    """
    whole = text if _SCHEME.match(text) else f"http://{text}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host) or not whole.isprintable():
        raise ScaffoldError(
            f"`{named}` is no address of a server: `{shown(text, 200)}`",
            "write it as `http://localhost:3000/api/inngest`; IPv6 goes into brackets",
        )
    if parts.username is not None or parts.password is not None:
        raise ScaffoldError(
            f"`{named}` holds a user name or password, which a process list shows",
            "leave it out of the address",
        )
    at = f"[{host}]" if ":" in host else host
    at += f":{port}" if port is not None else ""
    return urlunsplit((parts.scheme, at, parts.path.rstrip("/") or path, parts.query, ""))


def is_loopback(url: str) -> bool:
    """Whether a URL stays on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def same_place(one: str, other: str) -> bool:
    """Whether two URLs reach one handler: `localhost`, `127.0.0.1` and `[::1]` are one machine."""
    try:
        return _place(one) == _place(other)
    except ValueError:
        return False


def same_server(one: str, other: str) -> bool:
    """Whether two URLs are of one server, whatever their paths."""
    try:
        return _place(one)[:2] == _place(other)[:2]
    except ValueError:
        return False


def origin(url: str) -> str:
    """Return the scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def path_of(url: str) -> str:
    """Return the path of a URL, `/` when it has none."""
    return urlsplit(url).path or "/"


def _place(url: str) -> _Place:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host in _OF_THIS_MACHINE or is_loopback(url):
        host = "localhost"
    return _Place(host, parts.port or _PORTS.get(parts.scheme), parts.path.rstrip("/"))
