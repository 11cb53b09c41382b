class Mailer:
    def __init__(self) -> None:
        self.sent: dict[str, int] = {}

    async def note(self, to: str) -> None:
        self.sent[to] = 1
