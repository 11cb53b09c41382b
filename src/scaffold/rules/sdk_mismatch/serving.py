"""What clients and `serve()` are given: what `sdk-mismatch` asks."""

from collections.abc import Iterator

from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_names import serving_adapter
from scaffold.rules._payloads import key_place
from scaffold.rules._rule import Diagnostic, report

_SERVE_OPTIONS = {
    "signingKey": "give it to the client",
    "baseUrl": "give it to the client",
    "fetch": "give it to the client",
    "logLevel": "give the client a `logger`",
    "serveHost": "name it `serveOrigin`",
}
_CLIENT_OPTIONS = {
    "schemas": "declare each event with `eventType()`",
    "logLevel": "give it a `logger`: `new ConsoleLogger({ level })`",
}
# What v3 takes from `serve()` or from the environment.
_NEW_CLIENT_OPTIONS = {
    "signingKey": "set `INNGEST_SIGNING_KEY`, or give it to `serve()`",
    "signingKeyFallback": "set `INNGEST_SIGNING_KEY_FALLBACK`, or give it to `serve()`",
}


def check_new_options(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each option of a client that SDK v3 does not read yet."""
    for site in file.clients:
        yield from _unread(argument(site, 0, project), _NEW_CLIENT_OPTIONS, "v3", "a client")


def clients_without_id(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield one for each `new Inngest({ name: "Shop" })`, as it was before SDK v3."""
    for site in file.clients:
        options = argument(site, 0, project)
        if options is None or not options.is_object or options.has_unknown_entries:
            continue
        if "name" in options.entries and "id" not in options.possible_entries:
            yield report(
                key_place(options.entries["name"]),
                "since SDK v3 a client is known by its `id`: without one its constructor throws",
                "give it an `id`; a client has no `name`",
            )


def check_options(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each option of a client or `serve()` that SDK v4 does not read."""
    for site in file.clients:
        yield from _unread(argument(site, 0, project), _CLIENT_OPTIONS, "v4", "a client")
    for site in file.sites if file.adapters else ():
        if not site.arguments or serving_adapter(site, project) is None:
            continue
        options = argument(site, 0, project)
        yield from _unread(options, _SERVE_OPTIONS, "v4", "`serve()`")
        streaming = options.entry("streaming") if options is not None else None
        if streaming is not None and streaming.string is not None:
            yield report(
                key_place(streaming),
                f'SDK v4 does not know `streaming: "{streaming.string}"`',
                "write `streaming: true`",
            )


def _unread(
    options: Value | None, names: dict[str, str], sdk: str, what: str
) -> Iterator[Diagnostic]:
    for name, value in options.possible_entries.items() if options is not None else ():
        if name in names:
            yield report(
                key_place(value), f"SDK {sdk} does not read `{name}` of {what}", names[name]
            )
