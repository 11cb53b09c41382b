from inngest import Inngest

bus = Inngest(app_id="shop", is_production=settings.PRODUCTION)
other = Inngest(**options)
third = Inngest(app_id="third")
