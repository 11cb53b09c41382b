"""Say of one function that nothing serves it, as `check` does."""

from scaffold.syntax.files import Files


def unserved_warning(files: Files, path: str, label: str) -> str | None:
    """Return what follows from a function being in no registry, and how that is mended.

    None when it is in one, or may be in one that cannot be read.
    """
    # Slow to import, and most functions are in a registry.
    from scaffold.inngest.graph import Project as Graph
    from scaffold.rules.unregistered_function import check

    for each in check(Graph(files)):
        if each.path == path and each.function == label:
            mend = "`scaffold check --fix` registers it" if each.edits else each.hint
            return f"{each.message}; {mend}"
    return None
