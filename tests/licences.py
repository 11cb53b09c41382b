"""`python -m tests.licences`: write into `docs/dependencies.md` what users install with this."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "dependencies.md"
_SECTION = re.compile(r"(?s)(<!-- licences:begin -->\n).*?(<!-- licences:end -->\n)")
# What may stand in a package that anybody uses for anything; weak copyleft binds changes to
# the package itself only.
ALLOWED = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense")

# Comes with copier, which loads it into its own templates; nothing here imports it.
COPYLEFT = {"jinja2-ansible-filters"}


def licences(name: str = "inngest-scaffold") -> dict[str, str]:
    """Return the licence of each package that an installation brings along, by its name."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            needed = Requirement(line)
            package = canonicalize_name(needed.name)
            if package in found or (needed.marker and not needed.marker.evaluate({"extra": ""})):
                continue
            try:
                found[package] = _licence(distribution(package))
            except PackageNotFoundError:
                continue
            waiting.append(package)
    return dict(sorted(found.items()))


def with_licences(text: str, found: dict[str, str]) -> str:
    """Return the page with the table in its place."""
    direct = {canonicalize_name(Requirement(line).name) for line in _declared()}
    rows = "".join(
        f"| {f'**{name}**' if name in direct else name} | {licence} |\n"
        for name, licence in found.items()
    )
    table = f"| package | licence |\n| --- | --- |\n{rows}"
    return _SECTION.sub(lambda match: f"{match[1]}{table}{match[2]}", text)


def _declared() -> list[str]:
    lines = distribution("inngest-scaffold").requires or []
    return [line for line in lines if "extra ==" not in line]


def _licence(of: Distribution) -> str:
    for said in of.metadata.get_all("License-Expression") or ():
        return str(said)
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in of.metadata.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    texts = of.metadata.get_all("License") or [""]
    return ", ".join(classifiers) or texts[0].partition("\n")[0]


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_licences(page, licences()), encoding="utf-8")
