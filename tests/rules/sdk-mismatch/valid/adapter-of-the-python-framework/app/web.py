import inngest.fast_api
import inngest.flask
from app.client import bus
from app.factory import create_app
from fastapi import FastAPI

app = FastAPI()
inngest.fast_api.serve(app, bus, [])
inngest.flask.serve(create_app(), bus, [])
