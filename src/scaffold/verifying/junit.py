"""What was verified as JUnit XML, which CI systems show: one case per function, and one for all."""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from scaffold.verifying.findings import Finding
from scaffold.verifying.running import Trial

# XML has no way to write these.
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def junit(findings: Sequence[Finding], trials: Iterable[Trial], app: str) -> bytes:
    """Return the XML document of a verification and its trials."""
    suite = ElementTree.Element("testsuite", name="scaffold verify")
    _case(suite, "served as the source says", app, findings, 0.0, [])
    for trial in trials:
        _case(suite, trial.name, app, trial.findings, trial.seconds, trial.notes)
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for tag, noun in (("failure", "failures"), ("error", "errors")):
        suite.set(noun, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")
    ElementTree.indent(suite)
    found: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def _case(
    suite: ElementTree.Element,
    name: str,
    app: str,
    findings: Sequence[Finding],
    seconds: float,
    notes: Sequence[str],
) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", name=_clean(name), classname=_clean(app), time=f"{seconds:.3f}"
    )
    if findings:
        tag = "error" if any(each.weight == "unknown" for each in findings) else "failure"
        first = ElementTree.SubElement(
            case, tag, type=findings[0].code, message=_clean(findings[0].message)
        )
        first.text = _clean(
            "\n".join(f"{each.code}: {each.message}\n  → {each.hint}" for each in findings)
        )
    if notes:
        ElementTree.SubElement(case, "system-out").text = _clean("\n".join(notes))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
