import inngest
from fastapi import APIRouter
from inngest.fast_api import serve

bus = inngest.Inngest(app_id="shop")
router = APIRouter()


@bus.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/z"))
async def b(ctx: inngest.Context) -> None: ...


router.add_route("/api/inngest", serve(bus, [b]))
