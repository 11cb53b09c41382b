"""Development tool: `python -m scaffold.devtools.new_rule NAME` writes the files of a new rule.

They hold a rule that works, about calls of `replaceMe()`: everything that a rule needs is there
and tested, and what is left is to say what it is about.
"""

import sys

from scaffold.devtools.starting_files import ROOT, check_unit_name, rendered, run, with_row, write
from scaffold.errors import ScaffoldError
from scaffold.rules import all_rules

_DOCS = "docs/seed-rules.md"


def new_rule(name: str) -> tuple[list[str], list[str]]:
    """Write the files of a rule; return them, and what is left to do.

    Raises ScaffoldError, with nothing written, for a name that is taken or none.
    """
    check_unit_name(name, all_rules(), "a rule")
    if "-" not in name or name.startswith("no-"):
        raise ScaffoldError(
            f"`{name}` does not read well after `ignore`",
            "name what is wrong, in two words or more: `nested-step`, not `no-nested-steps`",
        )
    given = {"name": name, "module": name.replace("-", "_")}
    module = f"src/scaffold/rules/{given['module']}.py"
    row = f"| `{name}` | say why it is there |"
    docs = (ROOT / _DOCS).read_text(encoding="utf-8")
    changed = {_DOCS: with_row(docs, "Rules the article does not have", row)}
    return write(rendered("rule", given), changed), [
        f"Write the order, the reason and one pair of examples per language in `{module}`. A "
        "language without an example is not checked: delete its fixtures and corpus project too.",
        "Prove the harm on the real SDK if it is not certain, and name the version in the reason.",
        f"Write `check` and the other cases: `tests/rules/{name}/`. A fact that is missing goes "
        "into `inngest/`, with a test in both languages.",
        f"Say in `{_DOCS}` why it is there. An error needs a row in its table of errors that no "
        "hard rule prints, or a hard rule in CLAUDE.md, which takes a template version.",
        f"Put its hits in projects where such code would stand: `tests/corpus/projects/{name}` "
        "and its Python twin, or lines of the others.",
        "Run `.venv/bin/python -m scaffold.devtools.generate` after each change of the docstring.",
        "Run `scaffold check --rule` with it over real repositories and read every hit, and "
        "`.venv/bin/python -m tests.corpus`.",
        "Add a line to `CHANGELOG.md`.",
    ]


if __name__ == "__main__":
    sys.exit(run(__doc__, new_rule, sys.argv[1:]))
