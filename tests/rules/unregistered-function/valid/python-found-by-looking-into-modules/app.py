import importlib
import pkgutil
import inngest
import inngest.fast_api
import jobs
from client import client
from fastapi import FastAPI


def functions():
    found = []
    for module in pkgutil.iter_modules(jobs.__path__):
        loaded = importlib.import_module(f"jobs.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, inngest.Function):
                found.append(value)
    return found


app = FastAPI()
inngest.fast_api.serve(app, client, functions())
