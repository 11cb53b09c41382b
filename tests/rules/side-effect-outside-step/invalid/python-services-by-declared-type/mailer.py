import httpx


class Mailer:
    def __init__(self) -> None:
        self.sent: dict[str, int] = {}

    async def deliver(self, to: str) -> None:
        async with httpx.AsyncClient() as http:
            await http.post("https://mail.example.com", json={"to": to})

    async def note(self, to: str) -> None:
        self.sent[to] = 1
