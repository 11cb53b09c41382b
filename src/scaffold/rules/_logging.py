"""Which calls only write to the log."""

import re

from scaffold.inngest.outline import CallSite

_LOGGER = re.compile(r"\w*(console|logger|logging|log)", re.IGNORECASE)
_ALONE = frozenset({"print", "log", "debug"})


def is_logging(site: CallSite) -> bool:
    """Whether a call writes to a log: `console.log()`, `ctx.logger.info()`, `print()`."""
    if not site.attrs:
        return site.root in _ALONE
    return any(_LOGGER.fullmatch(part) for part in (site.root or "", *site.attrs[:-1]))
