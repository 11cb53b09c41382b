import inngest
import logging
from app.client import client
from app.logs import audit_log, request_logger

logger = logging.getLogger(__name__)


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await audit_log.info("a")
    await request_logger.info("a")
    logger.exception("a")
    await ctx.step.run("pack", pack)
