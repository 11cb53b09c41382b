"""Signed links, by which somebody answers a question, and the page they lead to."""

import datetime
import hashlib
import hmac
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import fastapi
from fastapi.responses import HTMLResponse

from app.services.settings import setting

GONE = "This link is wrong, or its time is up"


@dataclass(frozen=True)
class Question:
    """What an answer is about, and the key under which the decision is on record."""

    about: str
    key: str


def signed_link(path: str, question: Question, time: datetime.timedelta) -> str:
    """The address of a page of this app that asks a question, good for a time."""
    until = datetime.datetime.now(datetime.UTC) + time
    query = {
        "about": question.about,
        "key": question.key,
        "until": str(round(until.timestamp())),
    }
    query["signature"] = _signature(path, query)
    return f"{setting('APP_URL').rstrip('/')}{path}?{urlencode(query)}"


def read_link(request: fastapi.Request) -> Question | None:
    """What a link asks; `None` when we did not sign it, or its time is up."""
    query = request.query_params
    expected = _signature(request.url.path, query)
    given = query.get("signature", "")
    # `==` would tell by its time how much of a guess is right.
    if not hmac.compare_digest(expected.encode(), given.encode()):
        return None
    # Signed, so it is the number that we wrote.
    now = datetime.datetime.now(datetime.UTC)
    if now.timestamp() >= int(query["until"]):
        return None
    return Question(query["about"], query["key"])


async def read_form(request: fastapi.Request) -> dict[str, str]:
    """What somebody filled in; a field that was left empty is not there."""
    return dict(parse_qsl((await request.body()).decode(errors="replace")))


def page(status: int, text: str, form: str = "") -> HTMLResponse:
    """A small page with one sentence; `form` is HTML of ours, nobody else's."""
    shown = html.escape(text)
    asked = f'<form method="post">{form}</form>' if form else ""
    return HTMLResponse(
        f"""<!doctype html>
<meta name="viewport" content="width=device-width">
<title>{shown}</title>
<body style="font: 1rem/1.5 system-ui; max-width: 30rem; margin: 4rem auto">
<h1>{shown}</h1>{asked}""",
        status,
        # The address is a key: nobody else gets it, and nothing keeps it.
        {"cache-control": "no-store", "referrer-policy": "no-referrer"},
    )


def _signature(path: str, query: Mapping[str, str]) -> str:
    signed = [path, query.get("about"), query.get("key"), query.get("until")]
    secret = setting("ANSWER_SECRET").encode()
    return hmac.new(secret, json.dumps(signed).encode(), hashlib.sha256).hexdigest()
