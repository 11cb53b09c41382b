import inngest.fast_api
import jobs  # noqa: F401
from bus import client, functions
from fastapi import FastAPI

app = FastAPI()
inngest.fast_api.serve(app, client, functions)
