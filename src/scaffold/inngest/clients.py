"""Which values are Inngest clients, and which calls send events through one."""

import re

from scaffold.inngest.bindings import Origin, resolve_node
from scaffold.inngest.links import Links, callee, settle
from scaffold.inngest.outline import Body, CallSite

_DEPTH = 6


def makes_client(site: CallSite, links: Links) -> bool:
    """Whether a call makes an Inngest client: `new Inngest(…)`, `inngest.Inngest(…)`."""
    last = site.attrs[-1] if site.attrs else site.root
    if not last or (site.is_new is False and site.outline.language != "python"):
        return False
    origin = callee(site, links)
    return origin.kind == "import" and origin.module == "inngest" and (
        origin.imported == "Inngest" or origin.attrs[-1:] == ("Inngest",)
    )  # fmt: skip


def is_client(origin: Origin, links: Links, depth: int = 0) -> bool:
    """Whether a value is an Inngest client, as far as the source tells.

    A name imported from a file that cannot be read counts when it is called after Inngest:
    nothing better is known there.
    """
    origin = settle(origin, links)
    if depth > _DEPTH:
        return False
    if origin.kind == "call" and origin.site is not None and not origin.attrs:
        if makes_client(origin.site, links):
            return True
        made_by = callee(origin.site, links)
        if made_by.kind == "function" and made_by.target is not None and not made_by.attrs:
            return _returns_client(made_by.target, links, depth)
        return False
    if origin.kind == "import":
        if origin.module == "inngest" or origin.module.startswith("inngest."):
            return False
        last = (*origin.attrs, origin.imported if not origin.attrs else "")[-1] or origin.imported
        if origin.attrs:
            last = origin.attrs[-1]
        named = last if last not in ("*", "default") else origin.module
        return "inngest" in named.lower()
    if origin.kind in ("self", "param", "global", "value") and origin.attrs:
        last = origin.attrs[-1]
        return "inngest" in last.lower() or (
            origin.kind == "self" and len(origin.attrs) == 1 and _is_declared(last, origin.body)
        )
    if origin.kind in ("param", "global", "value") and origin.binding is not None:
        name = origin.binding.name
        return "inngest" in name.lower() or (
            origin.kind == "param" and _is_declared(name, origin.body)
        )
    return False


def _is_declared(name: str, body: Body | None) -> bool:
    """Whether a parameter or field has the type `Inngest`: `private readonly client: Inngest`."""
    if body is None:
        return False
    declared = rf"\b{re.escape(name)}[!?]?\s*:\s*(?:inngest\.)?Inngest\b"
    return re.search(declared, body.outline.text(body.node)) is not None


def _returns_client(body: Body, links: Links, depth: int) -> bool:
    for node in body.returns:
        if node.type == "return_statement":
            if not node.named_children:
                continue
            node = node.named_children[0]
        if is_client(resolve_node(body, node), links, depth + 1):
            return True
    return False


def is_send(site: CallSite, origin: Origin, links: Links) -> bool:
    """Whether a call sends events through an Inngest client."""
    if not site.attrs or site.attrs[-1] not in ("send", "send_sync"):
        return False
    if origin.attrs[-1:] and origin.attrs[-1] in ("send", "send_sync"):
        return is_client(origin.at(origin.attrs[:-1]), links)
    return False
