"""A function that waits for somebody's answer, or for none."""

from scaffold.kinds._kind import Asked, Event, Kind, Looks, Option, Variable
from scaffold.kinds._retries import PROVIDER

KIND = Kind(
    name="approval",
    order=4,
    title="Approval",
    summary="asks, then waits for the answer, and handles its absence",
    choice="waits for somebody's answer",
    retries=PROVIDER,
    options=(
        Option(
            "wait_for",
            "event",
            "EVENT",
            "Wait for this event, and decide when none comes.",
            question="Which event does it wait for, such as invoice/decided?",
        ),
        Option(
            "timeout",
            "duration",
            "TIME",
            "Wait for this long; 7d unless given.",
            question="For how long?",
            default="7d",
            idle="says how long to wait, and nothing waits",
        ),
        Option(
            "answer",
            "fields",
            "FIELDS",
            "Give that event these fields; 'approved:bool,by:str' unless given.",
            question="What does the answer say?",
            default="approved:bool,by:str",
            idle="says what an answer holds, and nothing waits for one",
        ),
    ),
    events=(
        Event(
            "wait_event",
            "{wait_for}",
            "answer",
            not_the_start="the next start would be taken for the answer",
        ),
    ),
    roles=("function", "test", "answers", "answers_test"),
    looks=Looks(step="waitForEvent"),
    without=("follow_up",),
    variables=(
        Variable(
            "APP_URL",
            "The public address of the app, which links in messages lead to.",
            "{app_url}",
        ),
        Variable(
            "ANSWER_SECRET",
            "Signs the links by which somebody answers: 32 random bytes, as from "
            "`openssl rand -hex 32`.",
            "local-answer-secret",
        ),
    ),
    rules=("unguarded-wait", "uncorrelated-wait", "invalid-duration"),
    sample=Asked(
        "approve-invoice",
        {
            "event": "invoice/submitted",
            "wait_for": "invoice/decided",
            "data": "invoiceId:str,email:str",
        },
    ),
)
