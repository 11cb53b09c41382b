class Mailer:
    async def label(self, kind: str) -> str:
        return kind.upper()
