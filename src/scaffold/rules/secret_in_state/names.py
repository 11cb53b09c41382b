"""Which fields are called after a secret."""

import re
from functools import lru_cache

from scaffold.names import words

# Whole names of fields, without dashes and capitals: `tokenCount` and `passwordResetUrl` are none.
FIELDS = frozenset(
    {
        "password", "passwd", "passphrase", "apikey", "apisecret", "secret", "secretkey",
        "clientsecret", "accesstoken", "refreshtoken", "idtoken", "authtoken", "bearertoken",
        "sessiontoken", "sessioncookie", "authcookie", "privatekey", "creditcard",
        "creditcardnumber", "credentials", "credentialsdict", "oauthcredentials", "oauthtokens",
        "cardnumber", "cvv", "cvc", "ssn", "rawtoken", "plaintoken", "installationtoken",
        "plaintexttoken", "cleartoken", "setcookie", "cookieheader", "cookiestring",
        "cookiejar", "storagestate", "jwt", "enckey", "signingkey", "masterkey", "secretaccesskey",
        "databaseurl", "connectionstring",
    }
)  # fmt: skip
# Whose token opens something: `githubToken`; `pageToken`, `inviteToken` and `deviceToken` do not.
_SERVICES = frozenset(
    {
        "github", "gitlab", "slack", "discord", "telegram", "bot", "notion", "hf", "huggingface",
        "openai", "anthropic", "vercel", "npm", "jira", "linear", "shopify", "jwt", "oauth", "api",
    }
)  # fmt: skip
# `has_api_key`, `public_api_key`
TAMED = frozenset(
    {
        "has", "is", "no", "needs", "requires", "missing", "valid", "invalid", "public",
        "publishable", "anon", "masked", "hashed", "encrypted", "sealed", "forgot", "reset",
    }
)  # fmt: skip


@lru_cache(maxsize=1_000)  # most fields are called like others: `id`, `name`
def is_secret(name: str) -> bool:
    """Return whether a field is called after a secret, or after whose it is: `llm_api_key`."""
    if re.sub(r"[_-]", "", name).lower() in FIELDS:
        return True
    parts = words(name)
    if not parts or not TAMED.isdisjoint(parts):
        return False
    if parts[-1] == "token" and parts[-2:-1] and parts[-2] in _SERVICES:
        return True
    return any("".join(parts[at:]) in FIELDS for at in range(1, len(parts)))
