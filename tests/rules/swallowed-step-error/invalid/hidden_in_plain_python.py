import time
import traceback

import inngest
import requests
import sentry_sdk
from app.client import client
from app.database import Session
from app.mail import mailer, send_welcome


def printed(job: str) -> None:
    try:
        requests.post("https://example.com", json={"job": job})
    except Exception:  # error
        traceback.print_exc()
        time.sleep(1)


def watched(job: str) -> None:
    try:
        requests.post("https://example.com", json={"job": job})
    except Exception as error:  # error
        sentry_sdk.capture_exception(error)


def rolled_back(job: str) -> None:
    session = Session()
    try:
        requests.post("https://example.com", json={"job": job})
    except Exception as error:  # error
        session.rollback()
        print("failed", error)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    ctx.step.run("printed", printed, "a")
    ctx.step.run("watched", watched, "a")
    ctx.step.run("rolled-back", rolled_back, "a")


def sent_by_name(to: str) -> None:
    try:
        mailer.send(to)
    except Exception as error:  # error
        print("failed", error)


def sent_by_a_function(to: str) -> bool:
    try:
        send_welcome(to)
    except Exception:  # error
        return False
    return True


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
def b(ctx: inngest.ContextSync) -> None:
    ctx.step.run("sent-by-name", sent_by_name, "a")
    ctx.step.run("sent-by-a-function", sent_by_a_function, "a")


def given_up(to: str) -> bool:
    try:
        mailer.send(to)
    except Exception:  # error
        return False
    return True


def done_in_any_case(to: str) -> dict:
    try:
        mailer.send(to)
    except Exception as error:  # error
        print("failed", error)
    return {"done": True}


@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/w"))
def c(ctx: inngest.ContextSync) -> None:
    ctx.step.run("given-up", lambda: given_up("a"))
    ctx.step.run("done-in-any-case", lambda: done_in_any_case("a"))
