"""What each kind of option takes: how its value is read, and what templates are told of it."""

import re
from collections.abc import Callable, Mapping

from scaffold.errors import ScaffoldError
from scaffold.inngest.durations import parse_rate, parse_timeout
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.kinds import Option
from scaffold.names import LONGEST, meant, parse_event_name, words

Given = str | int
MOST_RETRIES = 20
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# What stands in a string and in the name of an event.
_TYPE = re.compile(r"/?[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")


def check_value(option: Option, given: Given) -> None:
    """Raise ScaffoldError, saying what would do, for a value that the option does not take."""
    _CHECKS[option.value](option, given)


def variables(option: Option, given: Given | None) -> Mapping[str, Given]:
    """Return what templates are told of an option, its default where nothing is given.

    Nothing of events, their fields, schedules and retries: templates are told what comes of them.
    """
    name = option.variable or option.name
    value = option.default if given is None else given
    if option.value in ("event", "cron", "fields", "count"):
        return {}
    if option.value == "duration":
        wait = parse_timeout(str(value))
        return {name: wait.text, f"{name}_seconds": wait.seconds}
    if option.value == "choice" and not value:
        return {name: option.choices[0].name}
    return {name: value}


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


def _check_cron(option: Option, given: Given) -> None:
    from scaffold.inngest.cron import validate_cron  # knows every time zone

    validate_cron(str(given))


def _check_choice(option: Option, given: Given) -> None:
    names = [choice.name for choice in option.choices]
    if given in names:
        return
    listed = ", ".join(f"`{name}`" for name in names)
    raise ScaffoldError(
        f"there is no {option.noun} `{given}`",
        meant(str(given), names, f"use one of {listed}"),
    )


def _check_type(option: Option, given: Given) -> None:
    if not _TYPE.fullmatch(str(given)):
        raise ScaffoldError(
            f"`{option.flag}` is no type of a provider's: letters, digits, `.`, `_`, `-`, `:` and "
            "`/` make one, at most 100",
            f"give it as the provider spells it: `{option.flag} payment_intent.succeeded`",
        )


def _check_count(option: Option, given: Given) -> None:
    if not 0 <= int(given) <= MOST_RETRIES:
        raise ScaffoldError(
            f"`{option.flag} {given}` is out of range: Inngest takes 0 to {MOST_RETRIES}",
            f"use a number from 0 to {MOST_RETRIES}",
        )


def _check_limit(option: Option, given: Given) -> None:
    if int(given) < 1:
        raise ScaffoldError(
            f"`{option.flag} {given}` is no limit: Inngest ignores what is below 1",
            "give a number from 1 up, or leave it out",
        )


_CHECKS: Mapping[str, Callable[[Option, Given], object]] = {
    "event": lambda option, given: parse_event_name(str(given)),
    "cron": _check_cron,
    "duration": lambda option, given: parse_timeout(str(given)),
    "choice": _check_choice,
    "type": _check_type,
    "fields": lambda option, given: parse_fields(str(given), option.flag),
    "count": _check_count,
    "limit": _check_limit,
    "rate": lambda option, given: parse_rate(str(given)),
    "id": lambda option, given: check_id(str(given)),
}
