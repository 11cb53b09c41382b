import logging

import inngest

client = inngest.Inngest(app_id="shipping", logger=logging.getLogger("uvicorn"))
