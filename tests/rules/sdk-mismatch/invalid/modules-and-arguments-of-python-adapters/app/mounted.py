import inngest
from app.client import bus
from fastapi import FastAPI

app = FastAPI()


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None: ...


try:
    from inngest.fastapi import serve as serve_functions  # error

    app.mount("/api/inngest", serve_functions(bus, [a]))
except ImportError:
    print("no background work")
