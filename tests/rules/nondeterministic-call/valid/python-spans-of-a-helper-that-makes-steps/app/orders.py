from datetime import UTC, datetime

from app.db import session


class Orders:
    async def finish(self, row):
        row.finished_at = datetime.now(UTC)
        await session.flush()
