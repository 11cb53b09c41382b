"""Refuse what `add-function` was asked for when its options cannot hold together."""

import re

from scaffold.errors import ScaffoldError
from scaffold.inngest.durations import parse_timeout
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.kinds import PROVIDERS, FunctionRequest
from scaffold.names import LONGEST, nearest, parse_event_name, parse_name, words

MOST_RETRIES = 20
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check_request(request: FunctionRequest) -> None:
    """Raise ScaffoldError, naming the options, for a request that makes no function."""
    parse_name(request.name)
    _check_start(request)
    _check_combination(request)
    _check_events(request)
    if request.id is not None:
        check_id(request.id)
    if request.retries is not None and not 0 <= request.retries <= MOST_RETRIES:
        raise ScaffoldError(
            f"`--retries {request.retries}` is out of range: Inngest takes 0 to {MOST_RETRIES}",
            f"use a number from 0 to {MOST_RETRIES}",
        )
    if request.data is not None:
        parse_fields(request.data)
    if request.cron is not None:
        from scaffold.inngest.cron import validate_cron

        validate_cron(request.cron)
    if request.timeout is not None:
        parse_timeout(request.timeout)


def check_id(text: str) -> None:
    """Raise ScaffoldError for a function ID that is not in kebab case."""
    if _ID.fullmatch(text) and len(text) <= LONGEST:
        return
    slug = "-".join(words(text)) if text.isascii() else ""
    usable = _ID.fullmatch(slug) and slug != text and not set(text) & set("/\\.")
    raise ScaffoldError(
        f"the function ID `{text}` is not in kebab case, or is longer than {LONGEST} characters",
        f"use `--id {slug}`" if usable else "use letters, digits and dashes: `send-receipt`",
    )


def _check_start(request: FunctionRequest) -> None:
    given = {"--event": request.event, "--cron": request.cron, "--webhook": request.webhook}
    used = [option for option, value in given.items() if value is not None]
    if len(used) > 1:
        raise ScaffoldError(
            f"{' and '.join(f'`{option}`' for option in used)} exclude one another",
            "give one of `--event NAME`, `--cron EXPR`, `--webhook PROVIDER`",
        )
    if not used:
        raise ScaffoldError(
            "nothing starts the function",
            "give one of `--event NAME`, `--cron EXPR`, `--webhook PROVIDER`",
            missing_flags=tuple(given),
        )
    if request.webhook is not None and request.webhook not in PROVIDERS:
        close = nearest(request.webhook, PROVIDERS)
        listed = ", ".join(f"`{provider}`" for provider in PROVIDERS)
        raise ScaffoldError(
            f"there is no webhook provider `{request.webhook}`",
            f"did you mean `{close}`?" if close else f"use one of {listed}",
        )


def _check_combination(request: FunctionRequest) -> None:
    if request.fan_out is not None and request.wait_for is not None:
        raise ScaffoldError(
            "`--fan-out` and `--wait-for` exclude one another",
            "add two functions, joined by an event",
        )
    extra = {
        "--fan-out": request.fan_out,
        "--wait-for": request.wait_for,
        "--data": request.data,
    }
    mixed = [f"`{option}`" for option, value in extra.items() if value is not None]
    if request.webhook is not None and mixed:
        raise ScaffoldError(
            f"`--webhook` takes no {' and no '.join(mixed)}: its event is the provider's",
            "add a second function that the webhook's event starts",
        )
    if request.data is not None and request.cron is not None and request.fan_out is None:
        raise ScaffoldError(
            "`--data` describes an event, and a cron has none of its own",
            "leave it out, or add `--fan-out EVENT`",
        )
    if request.timeout is not None and request.wait_for is None:
        raise ScaffoldError(
            "`--timeout` says how long to wait, and nothing waits",
            "leave it out, or add `--wait-for EVENT`",
        )


def _check_events(request: FunctionRequest) -> None:
    for name in (request.event, request.fan_out, request.wait_for):
        if name is not None:
            parse_event_name(name)
    for option, name in (("--fan-out", request.fan_out), ("--wait-for", request.wait_for)):
        if name is not None and name == request.event:
            harm = (
                "each item would start the whole batch again"
                if option == "--fan-out"
                else "the next start would be taken for the answer"
            )
            raise ScaffoldError(
                f"`--event` and `{option}` are the same event `{name}`: {harm}",
                f"give `{option}` an event of its own",
            )
