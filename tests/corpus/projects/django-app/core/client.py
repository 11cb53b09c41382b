import logging

import inngest

client = inngest.Inngest(app_id="shop", logger=logging.getLogger("inngest"), is_production=False)  # expect: hard-coded-dev-mode
