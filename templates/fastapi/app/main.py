"""The web app: its routes, and the functions it serves to Inngest."""

import fastapi
import inngest.fast_api

from app.answers import router as answers_router
from app.client import inngest_client
from app.sample import router as sample_router
from app.webhooks import router as webhooks_router

app = fastapi.FastAPI()
app.include_router(answers_router)
app.include_router(sample_router)
app.include_router(webhooks_router)


@app.get("/health")
async def health() -> dict[str, str]:
    """Tell the platform that the app is up."""
    return {"status": "ok"}


inngest.fast_api.serve(
    app,
    inngest_client,
    [
        # One function per line, in order.
    ],
)
