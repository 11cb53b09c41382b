"""How a file writes its imports: quotes, semicolons, braces; one more line in that style."""

from collections.abc import Sequence

from scaffold.syntax.imports import ImportStatement, import_statements
from scaffold.syntax.source import Source


def import_line(
    source: Source,
    module: str,
    name: str,
    *,
    local: str | None = None,
    like: ImportStatement | None = None,
) -> str:
    """Return the import statement a person would add to this file, without its line ending."""
    local = local or name
    if source.language.name == "python":
        if name == "*":
            return f"import {module}" + (f" as {local}" if local != module.split(".")[0] else "")
        return f"from {module} import {paired(name, local, ' as ')}"
    statements = import_statements(source)
    models = [like] if like is not None else statements
    quote = _quote(source, models)
    end = ";" if _semicolons(source, models) else ""
    model = like or (statements[-1] if statements else None)
    if model is not None and model.node.type != "import_statement":
        target = local if name in ("default", "*") else f"{{ {paired(name, local, ': ')} }}"
        return f"const {target} = require({quote}{module}{quote}){end}"
    if name == "default":
        names = local
    elif name == "*":
        names = f"* as {local}"
    else:
        space = "" if _tight_braces(statements) else " "
        names = f"{{{space}{paired(name, local, ' as ')}{space}}}"
    return f"import {names} from {quote}{module}{quote}{end}"


def paired(name: str, local: str, joiner: str) -> str:
    """Return a name and what it is called here, the name alone when they are the same."""
    return name if name == local else f"{name}{joiner}{local}"


def _quote(source: Source, statements: Sequence[ImportStatement]) -> str:
    counts = {"'": 0, '"': 0}
    for statement in statements:
        text = (statement.node.text or b"").decode().rstrip(";) \t")
        if text[-1:] in counts:
            counts[text[-1]] += 1
    if not any(counts.values()):
        counts = {quote: source.content.count(quote.encode()) for quote in counts}
    return "'" if counts["'"] > counts['"'] else '"'


def _semicolons(source: Source, statements: Sequence[ImportStatement]) -> bool:
    nodes = [each.node for each in statements]
    if not nodes:
        kinds = ("lexical_declaration", "expression_statement", "export_statement")
        nodes = [node for node in source.root.named_children if node.type in kinds]
    with_one = sum((node.text or b"").rstrip().endswith(b";") for node in nodes)
    return not nodes or with_one * 2 >= len(nodes)


def _tight_braces(statements: Sequence[ImportStatement]) -> bool:
    """Whether this file writes `{a}`, not `{ a }`."""
    texts = [each.node.text or b"" for each in statements]
    tight = sum(b"{" in text and b"{ " not in text and b"{\n" not in text for text in texts)
    return tight > sum(b"{ " in text for text in texts)
