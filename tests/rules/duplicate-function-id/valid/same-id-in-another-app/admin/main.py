import inngest
import inngest.flask

other = inngest.Inngest(app_id="admin")


@other.create_function(fn_id="a", trigger=inngest.TriggerCron(cron="* * * * *"))
async def a(ctx: inngest.Context) -> None: ...


inngest.flask.serve(app, other, [a])
