async def count(text: str, name: str) -> int:
    return len(text) + len(name)


async def late() -> None: ...


async def close(at: str) -> None: ...


async def parts() -> dict[str, object]:
    return {}


async def make(part: object) -> None: ...
