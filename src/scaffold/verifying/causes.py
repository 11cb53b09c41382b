"""Why a dev server may refuse a whole app: what `check` knows of that."""

from scaffold.checking.on_disk import CheckRequest, run_check
from scaffold.project import Project
from scaffold.shown import shown

# What these report keeps every function of the app out; the server's answer names none of it.
_RULES = ("invalid-cron", "invalid-duration", "invalid-function-config", "duplicate-function-id")
_MOST = 3


def likely_causes(project: Project) -> list[str]:
    """Return the places and reasons that `check` finds, in order of place."""
    found = run_check(project, CheckRequest(rules=_RULES)).diagnostics
    errors = [each for each in found if each.severity == "error"]
    return [f"`{shown(each.path)}:{each.line}`: {shown(each.message)}" for each in errors[:_MOST]]
