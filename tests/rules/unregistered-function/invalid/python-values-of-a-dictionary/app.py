import inngest.fast_api
import jobs
from client import client
from fastapi import FastAPI

BY_NAME = {"first": jobs.first}


def others():
    found = []
    for each in (jobs.second, jobs.third):
        found.append(each)
    return found


app = FastAPI()
inngest.fast_api.serve(app, client, [*BY_NAME.values(), *others()])
