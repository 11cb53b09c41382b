"""Where a provider's signature is read from a request: what an app puts on its own is none."""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value

# Compiled on first use, and kept by `re`: few files come so far.
_VERIFIES = (
    r"(?i)constructEvent(Async)?|construct_event|verify_?webhook\w*|compare_digest"
    r"|timingSafeEqual|verify_?signature\w*"
)
_HEADER = (
    r"(?i)(?!x-inngest)[\w-]*-signature(-(sha)?\d+|-v\d|-ed25519)?"
    r"|HTTP_(?!X_INNGEST)\w*_SIGNATURE(_256)?|svix-id|x-gitlab-token"
    r"|x-telegram-bot-api-secret-token|x-shopify-hmac-sha256|webhook-id"
)
_PARAMETER = r"(?i)(?!x_inngest)\w*signature"
_DEFAULT = rb"\s*:[^=\n]*=\s*"
_HEADERS = frozenset({"headers", "META"})
_WORDS = (b"signature", b"gitlab-token", b"secret-token", b"svix-id", b"hmac-sha256", b"webhook-id")


def verifies(outline: Outline) -> bool:
    """Whether a file verifies what it is sent."""
    return any(
        re.fullmatch(_VERIFIES, body.name) for body in outline.bodies if body.name is not None
    ) or any(map(_is_check, outline.sites()))


def _is_check(site: CallSite) -> bool:
    called = site.called
    if called is None:
        return False
    owner = called.inner.name.lower() if called.inner is not None else ""
    is_check = called.name in ("verify", "unwrap") and owner == "webhooks"
    return is_check or re.fullmatch(_VERIFIES, called.name) is not None


def reads_signature(part: Body, links: Links) -> bool:
    """Whether a function, or a file, reads a provider's signature from a request."""
    outline = part.outline
    lowered = outline.source.content.lower()
    if not any(word in lowered for word in _WORDS):
        return False
    asked = (each for site in outline.sites_in(part) for each in _asked(site))
    looked_up = (each.index for each in part.expr.inside(functions=True) if _is_of_headers(each))
    names = [each for each in (*asked, *looked_up) if each is not None]
    return (
        any(_is_header(Value(each, outline.body_at(each.start), links)) for each in names)
        or any(map(_is_taken_out, outline.inside(part)))
        or any(map(_is_given, outline.inside(part)))
        or any(_reads_it_elsewhere(site, links) for site in outline.sites_in(part))
    )


def _reads_it_elsewhere(site: CallSite, links: Links) -> bool:
    """Whether it is a check of the project's own that reads it: `verifySignature(request)`."""
    if not _is_check(site) or site.root is None or site.attrs:
        return False
    target = callee(site, links).target
    if target is None or target.outline is site.outline:
        return False
    # A package may know the header's name, and check what stands there.
    checks = any(map(_is_check, target.outline.sites_in(target)))
    return reads_signature(target, links) or (checks and "headers" in target.expr.text)


def _is_header(name: Value) -> bool:
    return name.string is not None and re.fullmatch(_HEADER, name.string) is not None


def _asked(site: CallSite) -> Iterator[Expr | None]:
    """What a call asks for: `headers.get(name)`, `req.header(name)`, `getHeader(event, name)`."""
    name = site.called.name.lower() if site.called is not None else ""
    if name == "get":
        yield from site.args[:1]
    elif name.endswith(("header", "headers")):
        yield from site.args[-1:]  # not `setHeader(name, value)`
        yield site.kwargs.get("alias")


def _is_of_headers(expr: Expr) -> bool:
    """Whether it is `headers[name]`, and read."""
    around, inner = expr.around, expr.inner
    if expr.kind != "index" or inner is None or (
        around is not None and around.kind == "assignment" and around.left is expr
    ):  # fmt: skip
        return False
    return any(each.name in _HEADERS for each in inner.inside())


def _is_taken_out(body: Body) -> bool:
    """Whether it takes headers apart: `const { "stripe-signature": signature } = req.headers`."""
    return any(
        "headers" in binding.initial.text.lower()
        and any(re.fullmatch(_HEADER, key.strip("\"'")) for key in binding.path)
        for binding in body.declared()
        if binding.initial is not None and binding.path
    )


def _is_given(body: Body) -> bool:
    """Whether a framework gives it: `stripe_signature: str = Header(None)`."""
    content = body.outline.source.content
    headers = [
        site.start for site in body.outline.sites_in(body)
        if site.called is not None and site.called.name == "Header"
    ]  # fmt: skip
    return any(
        re.fullmatch(_DEFAULT, content[binding.end : start]) is not None
        for binding in body.declared()
        if binding.kind == "param" and re.fullmatch(_PARAMETER, binding.name)
        for start in headers
    )
