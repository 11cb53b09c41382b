import httpx


class Mailer:
    def __init__(self, sender: str) -> None:
        self.sender = sender

    def subject(self, kind: str) -> str:
        return f"{self.sender}: {kind}"

    async def label(self, kind: str) -> str:
        return kind.upper()

    async def deliver(self, to: str) -> None:
        async with httpx.AsyncClient() as http:
            await http.post("https://mail.example.com", json={"to": to})
