import abc
import inngest
from client import client


class Job(abc.ABC):
    name: str

    def made(self):
        @client.create_function(
            fn_id=self.name, trigger=inngest.TriggerEvent(event="job/due"), retries=2
        )
        async def handler(ctx: inngest.Context):
            return await self.execute(ctx)

        return handler

    @abc.abstractmethod
    async def execute(self, ctx): ...
