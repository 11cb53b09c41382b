import inngest
from app.client import bus
from fastapi import APIRouter
from inngest.fast_api import serve

router = APIRouter()


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> None: ...


router.add_route("/api/inngest", serve(bus, [b]), methods=["GET", "POST", "PUT"])  # error
