"""The app that a registry serves: the client that is given to `serve()`, and its ID."""

from scaffold.code.links import Links, dotted_value
from scaffold.code.outline import CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.registry.find import Registry


def client_of(registry: Registry, project: Codebase) -> CallSite | None:
    """Return where the client of a registry is made, None where the source does not tell."""
    facts = project.facts(registry.serve_path)
    if facts is None or not registry.client:
        return None
    return dotted_value(facts.outline.module, registry.client, project).site


def client_id(site: CallSite, links: Links) -> Value | None:
    """Return the app ID that a client is made with."""
    if site.outline.language == "python":
        return argument(site, 0, links, "app_id")
    options = argument(site, 0, links)
    return options.entry("id", "name") if options is not None else None


def app_id(registry: Registry, project: Codebase) -> str | None:
    """Return the ID that a registry's functions are served under, None when it is computed.

    An `id` given to `serve()` itself wins over that of the client.
    """
    facts = project.facts(registry.serve_path)
    if facts is not None and registry.given is not None:
        for site in facts.outline.sites():
            own = argument(site, 0, project) if site.line == registry.serve_line else None
            if own is not None and site.start <= registry.given.start < site.end and own.is_object:
                given = own.entry("id")
                if given is not None:
                    return given.string
    client = client_of(registry, project)
    named = client_id(client, project) if client is not None else None
    return named.string if named is not None else None
