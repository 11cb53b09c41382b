import os

import inngest

from app.client import inngest_client
from app.patients import load, mail


async def book(patient_id: str, password: str) -> None:
    await inngest_client.send(
        inngest.Event(
            name="visit/booked",
            data={
                "patient_id": patient_id,
                "password": password,  # expect: secret-in-state
                "region": os.environ["REGION"],  # fine: no secret
            },
        )
    )
    await inngest_client.send(
        inngest.Event(name="inngest/visit.booked", data={})  # expect: reserved-event-name
    )


@inngest_client.create_function(
    fn_id="remind-patient", trigger=inngest.TriggerEvent(event="visit/booked"), retries=5
)
async def remind_patient(ctx: inngest.Context) -> None:
    visit = await ctx.step.run("load", load, ctx.event.data["patient_id"])
    await ctx.step.run("mail", mail, visit)
