"""The code, the template and the state of the repository."""

from collections.abc import Iterator

from scaffold.diagnosing.subject import Problem, Subject, warning
from scaffold.disk.journal_store import interrupted, old_journal
from scaffold.rules._rule import SUPPRESSION
from scaffold.shown import argument
from scaffold.template.recorded_answers import find_recorded

_DRIFT = {
    "edited": "our part of it is not as the template makes it",
    "deleted": "it was deleted, and the template makes it",
    "left over": "the template makes it no more",
}


def suppressions(subject: Subject) -> Iterator[Problem]:
    """Find suppressions of rules that do not exist, or that report nothing there."""
    yield from subject.told(SUPPRESSION)


def nothing_to_check(subject: Subject) -> Iterator[Problem]:
    """Find a folder without any Inngest code, which is most often the wrong folder."""
    if not subject.sources:
        yield warning(
            f"there is no Inngest code in `{subject.project.root}`",
            "run this in the folder of the app, or make one: scaffold new DIR",
        )


def behind(subject: Subject) -> Iterator[Problem]:
    """Find a project whose template has a newer version."""
    found = subject.update
    if found is not None and found.behind:
        yield warning(
            f"the project is at {found.version} of its template, and the newest is {found.newest}",
            "scaffold update",
        )


def drifted(subject: Subject) -> Iterator[Problem]:
    """Find managed files that differ from the template's."""
    for each in subject.update.drift if subject.update is not None else ():
        mend = f"scaffold update --restore {argument(each.path)}"
        if each.kind == "left over":
            mend = f"git rm {argument(each.path)}"
        yield warning(_DRIFT[each.kind], mend, each.path)


def unfinished(subject: Subject) -> Iterator[Problem]:
    """Find a change that was interrupted, so that files are half changed."""
    root = subject.project.root
    if interrupted(root):
        yield Problem(
            "a command was interrupted while it wrote, so files are half changed",
            "run any command that writes: it recovers them first, such as `scaffold hook install`",
        )
    elif (found := old_journal(root, root)) is not None:
        yield warning(
            f"`{found}` says that a command was interrupted; no command obeys such a file",
            f"rm {argument(str(found))}",
        )


def facts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield which template the project follows."""
    if subject.restorable:
        recorded = find_recorded(subject.project.root)
        where = "" if recorded.ours else f" of {recorded.source}"
        yield "template", f"{recorded.version}{where}"
