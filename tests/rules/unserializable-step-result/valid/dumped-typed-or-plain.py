import uuid
import inngest
import pydantic
from app.client import inngest_client


class User(pydantic.BaseModel):
    name: str


class Shape(dict[str, str]):
    pass


async def load_user() -> dict[str, object]:
    return User(name="Ada").model_dump(mode="json")


async def load_model() -> User:
    return User(name="Ada")


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("user", load_user)
    await ctx.step.run("model", load_model, output_type=User)
    await ctx.step.run("id", lambda: str(uuid.uuid4()))
    await ctx.step.run("names", lambda: sorted({"a", "b"}))
    await ctx.step.run("shape", lambda: Shape(a="b"))
    await ctx.step.run("tuple", lambda: ("a", 1))
