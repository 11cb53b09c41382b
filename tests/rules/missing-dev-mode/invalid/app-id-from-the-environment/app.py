import os
from inngest import Inngest

bus = Inngest(app_id=os.environ["APP"])  # error
