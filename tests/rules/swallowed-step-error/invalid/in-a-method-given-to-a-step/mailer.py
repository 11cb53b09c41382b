import httpx


class Mailer:
    async def quietly(self, to: str) -> bool:
        try:
            async with httpx.AsyncClient() as http:
                await http.post("https://mail.example.com", json={"to": to})
            return True
        except httpx.HTTPError:  # error
            return False
