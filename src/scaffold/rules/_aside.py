"""Which files stand beside an app: scripts that a person runs, examples, benchmarks."""

_FOLDERS = frozenset(
    f"{word}{plural}" for word in ("script", "tool", "example", "doc") for plural in ("", "s")
) | {"bin"}
_BEGIN = ("bench", "seed")


def is_aside(path: str) -> bool:
    """Whether a file is none that the app runs in production, by its folder."""
    return any(
        folder in _FOLDERS or (folder.startswith(_BEGIN) and folder.isidentifier())
        for folder in path.split("/")[:-1]
    )
