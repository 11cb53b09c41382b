import dataclasses
import decimal
import uuid
import inngest
import pydantic
from app.client import inngest_client


class User(pydantic.BaseModel):
    name: str


@dataclasses.dataclass
class Row:
    name: str


async def load_user() -> User:
    user = User(name="Ada")
    return user  # error


async def load_row() -> Row:
    return Row(name="Ada")  # error


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("user", load_user)
    await ctx.step.run("row", load_row)
    await ctx.step.run("names", lambda: {"a", "b"})  # error
    await ctx.step.run("id", lambda: uuid.uuid4())  # error
    await ctx.step.run("sum", lambda: decimal.Decimal("1.5"))  # error
