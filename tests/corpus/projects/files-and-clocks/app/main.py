import inngest.fast_api
from fastapi import FastAPI

from app.client import bus
from app.jobs import functions

app = FastAPI()
inngest.fast_api.serve(app, bus, functions)
