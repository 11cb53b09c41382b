import inngest.fast_api
from fastapi import FastAPI

from app.client import bus
from app.jobs import audit, bill_user, greet, remind, thank

app = FastAPI()
inngest.fast_api.serve(app, bus, [greet, thank, remind, audit, bill_user])
