import os

import inngest

os.environ["INNGEST_DEV"] = "1"  # error
bus = inngest.Inngest(app_id="shop")
