import os

import inngest

bus = inngest.Inngest(
    app_id="shop",
    event_key=os.environ["INNGEST_SIGNING_KEY"],  # error
    signing_key=os.getenv("INNGEST_EVENT_KEY"),  # error
)
