"""What `add-function` asks a person: the options that were not given."""

from functools import partial

from scaffold.cli.output import tell
from scaffold.cli.prompts import confirm, select, text, valid_text
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.functions.request import read_request
from scaffold.functions.values import check_value
from scaffold.inngest.cron import cron_in_words
from scaffold.kinds import DATA, Asked, Option, all_kinds, marked, shapes, starts
from scaffold.names import Language, parse_name

_PLACES = {
    "--client": ("client", "Which file makes the Inngest client?"),
    "--registry": ("registry", "Which file calls serve()?"),
    "--functions-dir": ("functions", "Which folder do functions live in?"),
    "--sdk": ("sdk", "Which Inngest SDK is it: v4, v3 or python?"),
}


def complete(asked: Asked, language: Language | None = None) -> Asked:
    """Return the request with what was missing asked for; what was given is not asked again."""
    if not asked.name:
        name = valid_text(
            "What does it do, such as send-receipt?", partial(parse_name, language=language)
        )
        asked = asked._replace(name=name)
    else:
        parse_name(asked.name, language)
    if not marked(starts(), asked):
        asked = _ask_kind(asked)
    read_request(asked, language)
    return asked


def place_for(error: ScaffoldError, places: Places) -> Places:
    """Return the places with the one that was missing, asked for; raise what cannot be asked."""
    for flag in error.missing_flags:
        if flag in _PLACES and getattr(places, _PLACES[flag][0]) is None:
            field, question = _PLACES[flag]
            tell(f"{error.message}\n{error.hint}")
            answer = text(question).strip()
            if answer:
                values: dict[str, str] = {field: answer}
                return places._replace(**values)
    raise error


def _ask_kind(asked: Asked) -> Asked:
    """Ask for the kind, where no option gives it, and for each of its options that is missing."""
    kinds = all_kinds()
    shape = next(iter(marked(shapes(), asked)), None)
    if shape is None:
        shown = {
            kind.name: f"{kind.name}: {kind.choice or kind.summary}" for kind in kinds.values()
        }
        kind = kinds[select("Which kind?", shown)]
    else:
        kind = shape
    by = kind
    if kind.start is None:
        joined = {each.name: each.start for each in starts()}
        words = {name: start.words for name, start in joined.items() if start and not start.alone}
        by = kinds[select("What starts it?", words)]
    asking = [by] if by is kind else [by, kind]
    for option in (option for kind in asking for option in kind.options):
        if option.question and option.name not in asked.options:
            question = option.question.format(**asked.options)
            asked = asked.having(**{option.name: _answer(option._replace(question=question))})
    started = [(kind, each) for kind in asking for each in kind.events if each.fields == DATA.name]
    for by, event in started if DATA.name not in asked.options else []:
        question = DATA.question.format(event=by.event_name(event, asked))
        asked = asked.having(**{DATA.name: _answer(DATA._replace(question=question))})
    return asked


def _answer(option: Option) -> str:
    """Ask until the answer is one; of a schedule, also whether it says what was meant."""
    if option.choices:
        return select(option.question, {choice.name: choice.name for choice in option.choices})
    while True:
        answer = valid_text(option.question, partial(check_value, option), option.default)
        if option.value != "cron" or confirm(f"It runs {cron_in_words(answer)}. Is that right?"):
            return answer
