import inngest
import requests
from app import formats
from app.client import client
from app.database import Job, Session, jobs


def recorded(job: str) -> None:
    try:
        requests.post("https://example.com", json={"job": job})
    except Exception as error:
        jobs.mark_failed(job, str(error))


def recorded_by_a_row(job: str) -> None:
    try:
        requests.post("https://example.com", json={"job": job})
    except Exception as error:
        row = Job.objects.get(id=job)
        row.error = str(error)
        row.save()


def another_way(job: str) -> None:
    try:
        requests.post("https://example.com", json={"job": job})
    except requests.HTTPError:
        requests.post("https://example.org", json={"job": job})


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    ctx.step.run("recorded", recorded, "a")
    ctx.step.run("recorded-by-a-row", lambda: recorded_by_a_row("a"))
    ctx.step.run("another-way", another_way, "a")


def parsed(text: str) -> dict:
    try:
        return formats.parse(text)
    except Exception as error:
        print("not parsed", error)
        return {}


@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
def b(ctx: inngest.ContextSync) -> None:
    ctx.step.run("parsed", parsed, "a")
