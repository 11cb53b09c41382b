"""Leave dev mode to `INNGEST_DEV`; do not write it into the client.

A client with `isDev: true` or `is_production=False` talks to the Dev Server wherever it runs: in
production it checks no signature, so anybody may call the functions, and its events go to
`localhost` and are lost. Same on SDK v3, SDK v4 and Python. The environment variable `INNGEST_DEV`
says the same for one machine only.
"""

import re
from collections.abc import Iterator

from scaffold.code.outline import Body, CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.file_facts import FileFacts
from scaffold.rules._aside import is_aside
from scaffold.rules._payloads import key_place
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop", isDev: true }); // error
        """,
        valid="""
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "shop" });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        inngest_client = inngest.Inngest(app_id="shop", is_production=False)  # error
        """,
        valid="""
        import inngest
        inngest_client = inngest.Inngest(app_id="shop")
        """,
    ),
]
_ENVIRONMENT = ("environ", "os.environ")
_ONE_MACHINE = r"(^|_)(local|dev|test)(?![a-z])|[a-z](Local|Dev|Test)(?![a-z])"


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each client whose dev mode is a literal."""
    if is_aside(file.path):
        return  # it runs on one machine only
    if file.clients and file.language == "python":
        yield from _sets_variable(file.outline.module)
    for site in file.clients:
        if _is_for_one_machine(site):
            continue
        if file.language == "python":
            given = argument(site, -1, file.links, "is_production")
            bad = "False"
        else:
            options = argument(site, 0, file.links)
            given = options.entry("isDev") if options is not None else None
            bad = "true"
        if given is not None and given.resolved.text == bad and not _changes(given):
            yield report(
                key_place(given),
                "the client is in dev mode everywhere: in production it checks no signature "
                "and loses its events",
                "take it out, and set `INNGEST_DEV=1` in the local environment",
            )


def _sets_variable(module: Body) -> Iterator[Diagnostic]:
    """`os.environ["INNGEST_DEV"] = "1"` beside the client, under no condition."""
    for write in module.mutations:
        is_on = write.written is not None and write.written.string in ("1", "true")
        always = module.statement_at(write) in module.block.statements
        named = write.expr.left
        holder = named.inner if named is not None else None
        if named is None or holder is None or holder.dotted not in _ENVIRONMENT:
            continue
        key = named.index.string if named.index is not None else None
        if is_on and always and key == "INNGEST_DEV":
            yield report(
                write,
                "`INNGEST_DEV` is set for every machine: in production the client checks no "
                "signature and loses its events",
                "set it in the local environment",
            )


def _is_for_one_machine(site: CallSite) -> bool:
    """Whether the function that makes a client, or the client, is called after a machine."""
    into = site.into
    body: Body | None = site.body
    names = [into.text] if into is not None and into.kind == "name" else []
    while body is not None:
        names.append(body.name or "")
        body = body.parent
    return any(re.search(_ONE_MACHINE, name) for name in names)


def _changes(value: Value) -> bool:
    binding = value.origin.binding
    if value.is_literal or binding is None:
        return False
    return bool(binding.body.outline.mutations_of(binding))
