"""What does not go together in a function's options, what is missing, and what is too many."""

from collections.abc import Iterator

from scaffold.code.values import Value
from scaffold.inngest.facts import Function
from scaffold.rules.invalid_function_config.conditions import BESIDE_BATCH, MOST, REQUIRED
from scaffold.rules.invalid_function_config.places import Problem, given_option
from scaffold.rules.invalid_function_config.readings import Reading, is_open, read, spread

_BATCH = ("batchEvents", "batch_events")
_RATE = ("rateLimit", "rate_limit")
_SHARED = ("env", "account")


def combinations(function: Function) -> Iterator[Problem]:
    """Yield what is wrong with several options together, and with entries of one."""
    yield from _too_many(function)
    yield from _missing(function)
    yield from _beside_batch(function)
    yield from _concurrency(function)
    rate, once = given_option(function, *_RATE), given_option(function, "idempotency")
    if rate is not None and once is not None and is_set(once):
        yield Problem(
            rate,
            rate,
            "`idempotency` is a rate limit itself and takes its place",
            "ignored",
            "keep one of them",
        )


def is_set(option: Value) -> bool:
    """Whether an option is certainly there: no `undefined`, no empty list, no name of something."""
    shape = read(option).shape
    if shape == "array":
        return bool(option.elements)
    return shape in ("object", "string", "number") or option.site is not None


def _too_many(function: Function) -> Iterator[Problem]:
    for options, most, what in MOST:
        option = given_option(function, *options)
        if option is not None and option.is_array and len(option.elements) > most:
            yield Problem(
                option,
                option,
                f"{len(option.elements)} {what}, and {most} are allowed",
                "refused",
                "keep {}".format({2: "two", 5: "five"}[most]),
            )


def _missing(function: Function) -> Iterator[Problem]:
    for options, fields, language, outcome in REQUIRED:
        option = given_option(function, *options)
        if option is None or language not in ("both", function.language):
            continue
        for each in spread(option):
            if is_open(each) or each.entry(*fields) is not None or (each.site is not None and (
                function.language != "python" or each.site.arguments
            )):  # fmt: skip
                continue
            yield Problem(
                option, option, f"`{fields[0]}` is missing", outcome, f"add `{fields[0]}`"
            )


def _beside_batch(function: Function) -> Iterator[Problem]:
    batch = given_option(function, *_BATCH)
    if batch is None or not is_set(batch):
        return
    for options, outcome in BESIDE_BATCH:
        option = given_option(function, *options)
        if option is not None and is_set(option):
            name = options[-1] if function.language == "python" else options[0]
            yield Problem(
                option,
                option,
                f"a function that takes events in batches cannot have `{name}`",
                outcome,
                "keep one of them",
            )


def _concurrency(function: Function) -> Iterator[Problem]:
    option = given_option(function, "concurrency")
    if option is None:
        return
    reading = read(option)
    if function.language != "python" and _limits_nothing(reading):
        yield Problem(
            option,
            option,
            f"`concurrency: {option.text}` limits nothing",
            "ignored",
            "write a whole number from 1 up",
        )
        return
    for each in spread(option):
        key, limit, scope = each.entry("key"), each.entry("limit"), each.entry("scope")
        shared = read(scope).text if scope is not None else None
        if shared is not None and shared.lower() in _SHARED and key is None and not is_open(each):
            yield Problem(
                scope,
                option,
                f"`{shared}` has no key to share the limit by",
                "refused",
                """add `key: '"the-name-of-the-limit"'`, or take the scope out""",
            )
        number = read(limit).number if limit is not None else None
        if number is not None and number <= 0 and number == int(number):
            yield Problem(
                limit,
                option,
                f"a limit of {number:g}" + (" with a key" if key is not None else ""),
                "stuck" if key is not None else "ignored",
                "write a whole number from 1 up",
            )


def _limits_nothing(reading: Reading) -> bool:
    if reading.shape == "string":
        return True
    number = reading.number
    return reading.shape == "number" and number is not None and (
        number <= 0 or not reading.is_whole
    )  # fmt: skip
