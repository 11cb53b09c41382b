"""Return plain JSON from a step: no datetime, set, dataclass or pydantic model.

The Python SDK raises `OutputUnserializableError` for anything else, and does not retry: the run
fails although the work was done. Return `.model_dump(mode="json")` or an ISO string, or give the
client the `PydanticSerializer` and the step an `output_type`.
"""

from collections.abc import Iterator

from scaffold.inngest.bindings import resolve_callee, resolve_node
from scaffold.inngest.facts import Function, Step
from scaffold.inngest.links import settle
from scaffold.inngest.outline import Body
from scaffold.inngest.values import Value
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_results import makers, places
from scaffold.syntax.tree import Node

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            async def pick_day() -> datetime.datetime:
                return datetime.datetime.now(datetime.UTC)  # error

            await ctx.step.run("pick-day", pick_day)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            async def pick_day() -> str:
                return datetime.datetime.now(datetime.UTC).isoformat()

            await ctx.step.run("pick-day", pick_day)
        """,
    ),
    Example(
        "python",
        invalid="""
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
        """,
        valid="""
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
        """,
    ),
    Example(
        "python",
        invalid="""
        import asyncio
        import datetime
        import inngest
        from app.client import inngest_client

        def pick(name):
            return datetime.datetime.now(datetime.UTC)  # error

        def names():
            return {"a", "b"}  # error

        async def all_names():
            return await asyncio.to_thread(names)

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("pick", lambda: pick("a"))
            await ctx.step.run("names", all_names)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        def pick(name):
            return datetime.datetime.now(datetime.UTC)

        async def note():
            pick("a")

        async def noted():
            await note()

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await ctx.step.run("pick", lambda: pick("a").isoformat())
            await ctx.step.run("one", lambda: [pick("a").isoformat()])
            await ctx.step.run("note", noted)
            await ctx.step.run("typed", lambda: pick("a"), output_type=datetime.datetime)
            pick("a")
        """,
    ),
]
_VALUES = frozenset(
    {
        "datetime.datetime",
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.fromisoformat",
        "datetime.date",
        "datetime.date.today",
        "datetime.timedelta",
        "decimal.Decimal",
        "uuid.uuid4",
        "uuid.UUID",
        "set",
        "frozenset",
        "bytes",
        "object",
    }
)
_MODELS = ("pydantic.BaseModel", "pydantic.main.BaseModel", "sqlmodel.SQLModel")


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each value a step's callback returns that JSON cannot hold."""
    for step in function.steps:
        if step.kind != "run" or step.callback is None or _is_serialized(step):
            continue
        for maker, chain in makers(function, step, returned=True):
            for value in _returned(maker, function):
                what = _unfit(value, function)
                if what is not None:
                    yield report(
                        value,
                        f"the step `{step.id_text}` returns {what}, which JSON cannot hold: "
                        "it fails",
                        'return plain JSON: an ISO string, a list, `.model_dump(mode="json")`',
                    )._replace(chain=places(chain))


def _is_serialized(step: Step) -> bool:
    return "output_type" in step.site.keywords


def _returned(body: Body, function: Function) -> Iterator[Value]:
    for node in body.returns:
        inner: Node | None = node
        if node.type == "return_statement":
            inner = node.named_children[0] if node.named_children else None
        if inner is not None:
            yield Value(inner, body, function.links)


def _unfit(value: Value, function: Function) -> str | None:
    if value.resolved.node.type in ("set", "set_comprehension"):
        return "a set"
    site = value.site
    if site is None or value.resolved.node.type not in ("call", "identifier"):
        return None
    origin = settle(resolve_callee(site), function.links)
    if origin.name in _VALUES:
        return f"`{origin.name}`"
    if origin.kind == "class" and not origin.attrs and origin.target is not None:
        if _is_model(origin.target):
            return f"the model `{origin.target.name}`"
        if _is_dataclass(origin.target):
            return f"the dataclass `{origin.target.name}`"
    return None


def _is_model(body: Body) -> bool:
    bases = body.node.child_by_field_name("superclasses")
    for base in bases.named_children if bases is not None else ():
        named = resolve_node(body.parent or body, base)
        if named.name in _MODELS:
            return True
    return False


def _is_dataclass(body: Body) -> bool:
    parent = body.node.parent
    if parent is None or parent.type != "decorated_definition":
        return False
    marks = [child for child in parent.named_children if child.type == "decorator"]
    return any(b"dataclass" in (mark.text or b"") for mark in marks)
