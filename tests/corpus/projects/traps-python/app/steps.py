import typing

import inngest

T = typing.TypeVar("T")


async def load_all(step: inngest.Step, ids: list[int]) -> list[int]:
    return [await step.run(f"load-{each}", load, each) for each in ids]  # fine: a helper with the step


async def load(number: int) -> int:
    return number


class Work:
    def __init__(self, ctx: inngest.Context) -> None:
        self.ctx = ctx
        self.done: list[int] = []

    async def run(self) -> None:
        self.done.append(await self.ctx.step.run("work", load, 1))  # fine: changed outside the step
