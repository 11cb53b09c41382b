"""The part of the SARIF 2.1.0 schema that our logs use; it allows nothing that SARIF does not."""

from typing import Any


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


_TEXT = {"type": "string"}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _object(("text",), text={"type": "string", "minLength": 1})
_ARTIFACT = _object(
    (),
    uri={"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$"},
    uriBaseId=_TEXT,
    description=_MESSAGE,
)
_LINE = {"type": "integer", "minimum": 1}
_REGION = _object(
    ("startLine",), startLine=_LINE, startColumn=_LINE, endLine=_LINE, endColumn=_LINE
)
_PHYSICAL = _object(("artifactLocation",), artifactLocation=_ARTIFACT, region=_REGION)
_LOCATION = _object(
    (),
    id={"type": "integer", "minimum": -1},
    physicalLocation=_PHYSICAL,
    logicalLocations={"type": "array", "items": _object((), name=_TEXT, kind=_TEXT)},
    message=_MESSAGE,
)
_LOCATIONS = {"type": "array", "items": _LOCATION}
_RULE = _object(
    ("id",),
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_object(("text",), text=_TEXT, markdown=_TEXT),
    helpUri={"type": "string", "format": "uri"},
    defaultConfiguration=_object((), level=_LEVEL),
)
_RESULT = _object(
    ("message",),
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_LOCATIONS,
    relatedLocations=_LOCATIONS,
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    suppressions={
        "type": "array",
        "items": _object(
            ("kind",),
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=_TEXT,
        ),
    },
)
_RUN = _object(
    ("tool",),
    tool=_object(
        ("driver",),
        driver=_object(
            ("name",),
            name=_TEXT,
            version=_TEXT,
            semanticVersion=_TEXT,
            informationUri={"type": "string", "format": "uri"},
            rules={"type": "array", "items": _RULE, "uniqueItems": True},
        ),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": _ARTIFACT},
    invocations={
        "type": "array",
        "items": _object(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications={
                "type": "array",
                "items": _object(
                    ("message",), level=_LEVEL, message=_MESSAGE, locations=_LOCATIONS
                ),
            },
        ),
    },
    results={"type": "array", "items": _RESULT},
)
SARIF: dict[str, Any] = {
    **_object(
        ("version", "runs"), version={"const": "2.1.0"}, runs={"type": "array", "items": _RUN}
    ),
    "$schema": "https://json-schema.org/draft/2020-12/schema",
}
SARIF["properties"]["$schema"] = {"type": "string", "format": "uri"}
