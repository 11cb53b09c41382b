"""What `add-function` asks a person: the options that were not given."""

from collections.abc import Callable

from scaffold.cli.output import status
from scaffold.cli.prompts import confirm, select, text
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.functions.request import check_request
from scaffold.inngest.cron import cron_in_words, validate_cron
from scaffold.inngest.durations import parse_timeout
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.kinds import PROVIDERS, FunctionRequest, all_kinds
from scaffold.names import parse_event_name, parse_name

_PLACES = {
    "--client": ("client", "Which file makes the Inngest client?"),
    "--registry": ("registry", "Which file calls serve()?"),
    "--functions-dir": ("functions", "Which folder do functions live in?"),
    "--sdk": ("sdk", "Which Inngest SDK is it: v4, v3 or python?"),
}


def complete(request: FunctionRequest) -> FunctionRequest:
    """Return the request with what was missing asked for; what was given is not asked again."""
    if not request.name:
        request = request._replace(name=_valid("What does it do? (send-receipt)", parse_name))
    else:
        parse_name(request.name)
    if request.event is None and request.cron is None and request.webhook is None:
        request = _ask_start(request)
    check_request(request)
    return request


def place_for(error: ScaffoldError, places: Places) -> Places:
    """Return the places with the one that was missing, asked for; raise what cannot be asked."""
    for flag in error.missing_flags:
        if flag in _PLACES and getattr(places, _PLACES[flag][0]) is None:
            field, question = _PLACES[flag]
            status(f"{error.message}\n{error.hint}")
            answer = text(question).strip()
            if answer:
                values: dict[str, str] = {field: answer}
                return places._replace(**values)
    raise error


def _ask_start(request: FunctionRequest) -> FunctionRequest:
    chosen = request.kind
    if chosen == "event":
        kinds = all_kinds()
        order = ("event", "cron", "fan-out", "approval", "webhook")
        shown = {name: f"{name}: {kinds[name].summary}" for name in order if name in kinds}
        chosen = select("What kind of function is it?", shown)
    if chosen == "webhook":
        return request._replace(
            webhook=select("Who calls it?", {provider: provider for provider in PROVIDERS})
        )
    starts_by_cron = chosen == "cron"
    if chosen in ("fan-out", "approval"):
        started = select("What starts it?", {"event": "an event", "cron": "a schedule"})
        starts_by_cron = started == "cron"
    if starts_by_cron:
        request = request._replace(cron=_cron())
    else:
        event = _valid("Which event starts it? (user/created)", parse_event_name)
        request = request._replace(event=event)
    if chosen == "fan-out" and request.fan_out is None:
        item = _valid("Which event is sent per item? (order/process)", parse_event_name)
        request = request._replace(fan_out=item)
    if chosen == "approval" and request.wait_for is None:
        request = request._replace(
            wait_for=_valid("Which event does it wait for? (invoice/approved)", parse_event_name),
        )
    if chosen == "approval" and request.timeout is None:
        request = request._replace(timeout=_valid("For how long?", parse_timeout, "7d"))
    if request.data is None and (chosen == "fan-out" or not starts_by_cron):
        whose = request.fan_out or request.event
        fields = _valid(f"Which data does `{whose}` carry?", parse_fields, "id:str")
        request = request._replace(data=fields)
    return request


def _cron() -> str:
    while True:
        expression = _valid("On which schedule? (TZ=Europe/Paris 0 9 * * 1)", validate_cron)
        if confirm(f"It runs {cron_in_words(expression)}. Is that right?"):
            return expression


def _valid(question: str, check: Callable[[str], object], default: str = "") -> str:
    """Ask until the answer is one."""
    while True:
        answer = text(question, default).strip()
        try:
            check(answer)
        except ScaffoldError as error:
            status(f"{error.message}\n{error.hint}")
        else:
            return answer
