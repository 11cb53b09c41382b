"""Read `tsconfig.json`: JSON with comments and trailing commas."""

import json
import re

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.DOTALL)
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])")


def loads(content: bytes) -> dict[str, object]:
    """Return the object a JSON file holds; an empty one when it holds something else."""
    text = content.decode("utf-8-sig", errors="replace")
    try:
        found = json.loads(text)
    except ValueError:
        text = _COMMENT.sub(lambda match: match[1] or " ", text)
        text = _TRAILING_COMMA.sub(lambda match: match[1] or "", text)
        try:
            found = json.loads(text)
        except ValueError:
            return {}
    return found if isinstance(found, dict) else {}
