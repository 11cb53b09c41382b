import os
from inngest import Inngest

bus = Inngest(app_id="shop", is_production=os.getenv("ENV") == "production")
other = Inngest(app_id="shop", is_production=not settings.DEBUG)
third = Inngest(app_id="shop", is_production=True)
