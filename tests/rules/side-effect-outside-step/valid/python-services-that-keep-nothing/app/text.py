import json
import logging
from collections.abc import Callable
from functools import cache

from openai import OpenAI

logger = logging.getLogger(__name__)
TEMPLATES = {"welcome": "Hello {name}"}
_formatters: dict[str, Callable[[str], str]] = {}
_client = None


def formatter(name: str) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    def add(function: Callable[[str], str]) -> Callable[[str], str]:
        _formatters[name] = function
        return function

    return add


@formatter("loud")
def loud(text: str) -> str:
    return text.upper()


def format_with(name: str, text: str) -> str:
    return _formatters[name](text)


def get_client() -> OpenAI:
    global _client
    if _client is None:
        _client = OpenAI()
    return _client


@cache
def settings() -> dict[str, str]:
    return {"a": "b"}


async def welcome(name: str) -> str:
    words = []
    for part in name.split(" "):
        words.append(part.strip())
    return TEMPLATES["welcome"].format(name=" ".join(words))


async def read_order(text: str) -> dict[str, str]:
    order: dict[str, str] = json.loads(text)
    order["read"] = "yes"
    return order


async def log_begin(key: str) -> None:
    logger.info("begun %s", key)
