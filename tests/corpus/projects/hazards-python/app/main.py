import fastapi
import inngest.fast_api

from app.client import inngest_client
from app.visits import remind_patient

app = fastapi.FastAPI()
inngest.fast_api.serve(app, inngest_client, [remind_patient])
