import inngest.flask
from app.client import bus
from fastapi import FastAPI

app = FastAPI()
inngest.flask.serve(app, bus, [])  # error
