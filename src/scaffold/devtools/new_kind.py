"""Development tool: `python -m scaffold.devtools.new_kind NAME` writes the files of a new kind.

They make a kind that works, with the templates of the kind `event`: it can be asked for, is
tested on every stack, and what is left is to make it do what it is for.
"""

import sys

from scaffold.devtools.starting_files import ROOT, check_unit_name, rendered, run, write
from scaffold.kinds import all_kinds, every_option
from scaffold.stacks import all_stacks

_REFERENCE = """\
# {title}

- A function of this kind runs when a {words} arrives.
"""
_RULES = """\
---
paths:
{{% include "includes/paths/{language}.md.jinja" %}}
---

"""
_INCLUDED = '{{% include "functions/{option}/{framework}/reference.md.jinja" %}}\n'
# Options of `add-function` that no kind declares.
TAKEN = ("client", "dry-run", "functions-dir", "help", "json", "non-interactive", "registry", "sdk")
_MODEL = "event"
_CHANGELOG = "templates/CHANGELOG.md"


def new_kind(name: str) -> tuple[list[str], list[str]]:
    """Write the files of a kind; return them, and what is left to do.

    Raises ScaffoldError, with nothing written, for a name that is taken or none.
    """
    option = name.replace("-", "_")
    check_unit_name(name, all_kinds(), "a kind")
    options = [*TAKEN, *(option.flag[2:] for option in every_option())]
    check_unit_name(name, dict.fromkeys(options), "an option")
    words = name.replace("-", " ")
    given = {
        "name": name,
        "option": option,
        "words": words,
        "title": words.capitalize(),
        "order": str(max(kind.order for kind in all_kinds().values()) + 1),
    }
    module, folder = f"src/scaffold/kinds/{option}.py", f"templates/functions/{option}"
    files = rendered("kind", given)
    for stack in {each.framework: each for each in all_stacks()}.values():
        own = f"functions/{option}/{stack.framework}/"
        model = f"functions/{_MODEL}/{stack.framework}/"
        for template in sorted((ROOT / "templates" / model).iterdir()):
            text = template.read_text(encoding="utf-8")
            files[f"templates/{own}{template.name}"] = text.replace(model, own)
        files[f"templates/{own}reference.md.jinja"] = _REFERENCE.format(**given)
        given |= {"framework": stack.framework, "language": stack.language}
        agents = f"templates/{stack.framework}/.claude"
        included = _INCLUDED.format(**given)
        files[f"{agents}/skills/add-inngest-function/references/{name}.md.jinja"] = included
        rules = f"{{% if '{name}' in sections %}}inngest-{name}.md{{% endif %}}.jinja"
        files[f"{agents}/rules/{rules}"] = _RULES.format(**given) + included
    changelog = (ROOT / _CHANGELOG).read_text(encoding="utf-8")
    change = _with_change(changelog, f"- `{name}` is a kind of function.")
    return write(files, {_CHANGELOG: change}), [
        f"Make the data of `{module}` what the kind is: `kinds/_kind.py` says what each part "
        "means, and `looks` what an existing function of it looks like.",
        f"Make the templates in `{folder}/` do what it is for, with their tests. The files of a "
        "function are its `roles`; a value that no option takes yet is read in "
        "`functions/values.py`.",
        f"Write what agents need: `{folder}/<framework>/reference.md.jinja`, one line in "
        f"`{folder}/skill.md.jinja`, and if CLAUDE.md has room for a section (150 lines), "
        f"`{folder}/<framework>/section.md.jinja`.",
        "Run `.venv/bin/python -m scaffold.devtools.generate` after each change of the data.",
        "Write how a sample of it is driven end to end: `tests/e2e/drives.py`.",
        "Release a template version: `new` asks for the kind from the next one on.",
        "Add a line to `CHANGELOG.md`.",
    ]


def _with_change(changelog: str, line: str) -> str:
    """Return the changelog of the templates with a line under what is not released."""
    heading = "## Unreleased\n"
    if heading not in changelog:
        before, released, after = changelog.partition("## ")
        return f"{before}{heading}\n{line}\n\n{released}{after}"
    return changelog.replace(heading + "\n", f"{heading}\n{line}\n", 1)


if __name__ == "__main__":
    sys.exit(run(__doc__, new_kind, sys.argv[1:]))
