import os

import inngest

os.environ["INNGEST_DEV"] = os.environ.get("LOCAL", "0")
os.environ["INNGEST_ENV"] = "1"
if os.environ.get("STAGE") == "local":
    os.environ["INNGEST_DEV"] = "1"
bus = inngest.Inngest(app_id="shop")
