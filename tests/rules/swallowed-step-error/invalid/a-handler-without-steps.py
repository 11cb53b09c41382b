import inngest
from app.client import inngest_client
from app.models import Session


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> dict[str, str]:
    session = Session()
    row = session.get(Row, ctx.event.data["id"])
    try:
        row.text = read_text(row.path)
        session.commit()
        return {"status": "success"}
    except Exception as err:  # error
        row.status = "failed"
        session.commit()
        return {"status": "error", "error": str(err)}
    finally:
        session.close()
