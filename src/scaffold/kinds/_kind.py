"""What a kind declares, and what somebody asks for when adding a function."""

from typing import NamedTuple

from scaffold.stacks import Role

PROVIDERS = ("generic", "stripe", "sendgrid")


class FunctionRequest(NamedTuple):
    """One function to add, as asked for: the options of `add-function`."""

    name: str
    event: str | None = None
    cron: str | None = None
    webhook: str | None = None
    """One of `PROVIDERS`."""
    fan_out: str | None = None
    wait_for: str | None = None
    timeout: str | None = None
    retries: int | None = None
    id: str | None = None
    data: str | None = None

    @property
    def kind(self) -> str:
        """The name of the kind these options ask for."""
        if self.fan_out is not None:
            return "fan-out"
        if self.wait_for is not None:
            return "approval"
        if self.webhook is not None:
            return "webhook"
        return "cron" if self.cron is not None else "event"

    @property
    def kinds_in_use(self) -> set[str]:
        """Every kind the result shows; a cron that fans out is both."""
        shown = {self.kind, *(["cron"] if self.cron is not None else [])}
        return shown - {"event"}


class Kind(NamedTuple):
    """A shape of function: its templates are in `templates/functions/<name>/`."""

    name: str
    title: str
    summary: str
    retries: int
    """Retries unless asked otherwise; each step has this many."""
    roles: tuple[Role, ...]
    """The files it is made of, by template name."""
    sample: FunctionRequest
    """The function that `new` adds when the kind is chosen."""
