"""Which calls only write to the log."""

import re
from collections.abc import Sequence

from scaffold.code.outline import CallSite

_ALONE = frozenset({"print", "log", "debug"})
_LOGGERS = frozenset({"console", "logger", "logging"})
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
# A `log` may be a table too: what is called on it tells.
_TABLE_METHODS = re.compile(
    r"(create|insert|update|upsert|delete|destroy|save|sync|find|aggregate|count|group|bulk)(?![a-z])"
)
_LOG_METHODS = frozenset(
    {
        "child", "critical", "debug", "error", "exception", "fatal", "flush", "info", "log",
        "notice", "silly", "success", "trace", "verbose", "warn", "warning", "with",
    }
)  # fmt: skip


def is_logging(site: CallSite) -> bool:
    """Whether a call writes to a log: `console.log()`, `ctx.logger.info()`, `print()`."""
    return is_log_function(site.root or "", site.attrs)


def is_log_function(root: str, attrs: Sequence[str]) -> bool:
    """Whether what is called `root.attrs` writes to a log: `console.error`."""
    if not attrs:
        return root in _ALONE
    return any(_is_log(part, attrs[-1]) for part in (root, *attrs[:-1]))


def _is_log(name: str, method: str) -> bool:
    """Whether a thing of this name is a log: `reqLog.info()` is, `auditLog.create()` is not."""
    words = _WORDS.findall(name)
    last = words[-1].lower() if words else ""
    if last in _LOGGERS:
        return True
    if last != "log":
        return False
    return method in _LOG_METHODS or (len(words) == 1 and not _TABLE_METHODS.match(method))
