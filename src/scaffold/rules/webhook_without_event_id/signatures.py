"""Where a provider's signature is read from a request: what an app puts on its own is none."""

import re

# Compiled on first use, and kept by `re`: few files come so far.
_VERIFIES = (
    rb"(?i)\b(?:constructEvent(?:Async)?|construct_event|verify_?webhook\w*|compare_digest"
    rb"|timingSafeEqual|verify_?signature\w*|webhooks\.(?:verify|unwrap))\s*\("
)
_HEADER = (
    rb"[\"'](?!x-inngest)(?:[\w-]*-signature(?:-(?:sha)?\d+|-v\d|-ed25519)?"
    rb"|HTTP_(?!X_INNGEST)\w*_SIGNATURE(?:_256)?|svix-id|x-gitlab-token"
    rb"|x-telegram-bot-api-secret-token|x-shopify-hmac-sha256|webhook-id)[\"']"
)
_CONSTANT = rb"(?i)\b(\w+)\s*(?::\s*\w+\s*)?=\s*" + _HEADER
_PARAMETER = rb"(?i)\b(?!x_inngest)\w*signature\s*:[^=\n]*=\s*Header\("
_WORDS = (b"signature", b"gitlab-token", b"secret-token", b"svix-id", b"hmac-sha256", b"webhook-id")


def verifies(source: bytes) -> bool:
    """Whether a file verifies what it is sent."""
    return re.search(_VERIFIES, source) is not None


def reads_signature(part: bytes, source: bytes) -> bool:
    """Whether a part of a file reads a provider's signature from a request."""
    lowered = source.lower()
    if not any(word in lowered for word in _WORDS):
        return False
    if re.search(_PARAMETER, part) or re.search(_read(_HEADER), part):
        return True
    names: set[bytes] = set(re.findall(_CONSTANT, source))
    return any(re.search(_read(re.escape(name) + rb"\b"), part) for name in names)


def _read(header: bytes) -> bytes:
    ways = (
        rb"\.get\(\s*%s",
        rb"headers?\(\s*(?:\w+,\s*)?%s\s*\)",
        rb"\bheader\([^()\n]*\balias\s*=\s*%s",
        rb"(?:headers|META)\b[^\n;\[{]{0,40}\[\s*%s\s*\](?!\s*=[^=])",
        rb"%s\s*:\s*\w+[^{};]*\}\s*=[^;\n]*headers",
    )
    return rb"(?i)" + b"|".join(way % header for way in ways)
