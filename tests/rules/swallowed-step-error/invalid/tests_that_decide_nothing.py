import inngest
from app.client import inngest_client
from app.db import db


def mark(person_id: str) -> bool:
    try:
        db.session.execute(ready(person_id))
        db.session.commit()
        return True
    except Exception as error:  # error
        logger.error(f"not marked: {error}")
        db.session.rollback()
        return False


def load_open() -> list[str]:
    try:
        return db.session.execute(open_people()).all()
    except Exception as error:  # error
        logger.error(f"not loaded: {error}")
        return []


def start_next(ids: list[str]) -> None:
    try:
        inngest_client.send_sync(inngest.Event(name="people/marked", data={"ids": ids}))
    except Exception as error:  # error
        logger.error(f"not started: {error}")


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, object]:
    people = await ctx.step.run("load", load_open)
    if not people:
        return {"status": "nothing to do"}
    marked = await ctx.step.run("mark", mark, ctx.event.data["id"])
    if marked:
        logger.info("marked")
    await ctx.step.run("start", lambda: start_next([ctx.event.data["id"]]))
    return {"status": "completed"}
