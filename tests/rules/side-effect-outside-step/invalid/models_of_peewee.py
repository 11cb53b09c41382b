import inngest
from peewee import CharField, Model

bus = inngest.Inngest(app_id="shop")


class Stored(Model):
    name = CharField()


class User(Stored):
    mail = CharField()


@bus.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
async def a(ctx: inngest.Context) -> None:
    await ctx.step.run("load", load)
    user = User.get(User.name == "a")  # error
    User.create(name="b")  # error
    user.delete_instance()  # error
    query = User.select().where(User.name == "c")
    User.update(name="d").where(User.name == "e").execute()  # error
    await ctx.step.run("count", query.count)
