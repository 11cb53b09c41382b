"""For GitHub Actions: workflow commands that become annotations in the pull request."""

import posixpath

from scaffold.checking.reporters._report import Report, View
from scaffold.shown import shown


def render(report: Report, view: View) -> str:
    """Return one workflow command per diagnostic."""
    lines = []
    for each in report.diagnostics:
        path = shown(posixpath.join(view.root, each.path))
        text = "\n".join(shown(part) for part in (each.message, each.hint) if part)
        end = f",endLine={each.end_line}"
        # An end column is only allowed on the same line.
        if each.end_line == each.line:
            end += f",endColumn={each.end_column}"
        lines.append(
            f"::{each.severity} file={_property(path)},line={each.line},col={each.column}{end}"
            f",title={_property(f'scaffold: {each.rule}')}::{_data(text)}"
        )
    lines += [
        f"::notice title=scaffold::{_data(f'{shown(path)}: and {number} more')}"
        for path, number in report.more.items()
    ]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
