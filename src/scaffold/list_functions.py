"""What a project has: functions, their triggers and steps, and how events connect them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from scaffold.errors import ScaffoldError
from scaffold.inngest.graph import Project as Graph
from scaffold.project import Project
from scaffold.project_files import DiskFiles

_SHAPES = {"f": ("[", "]"), "e": ("([", "])"), "c": ("{{", "}}"), "p": ("[/", "/]")}
FORMS = ("text", "json", "mermaid", "agent")


@dataclass(frozen=True)
class Item:
    """One function. `registry` is the file that serves it, None when none does."""

    id: str
    path: str
    line: int
    triggers: tuple[str, ...]
    crons: tuple[str, ...]
    steps: tuple[str, ...]
    sends: tuple[str, ...]
    waits_for: tuple[str, ...]
    registry: str | None
    registration: str
    """`registered`, `NOT REGISTERED`, or `registration unclear` beside a computed registry."""


@dataclass(frozen=True)
class Inventory:
    """Everything `list` shows. `senders` are the events sent outside of functions, by file."""

    functions: tuple[Item, ...]
    senders: dict[str, tuple[str, ...]]

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "functions": [asdict(item) for item in self.functions],
            "senders": [{"path": path, "sends": sent} for path, sent in self.senders.items()],
        }


def inventory(project: Project) -> Inventory:
    """Return what a project has."""
    graph = Graph(DiskFiles(project.root))
    sent: dict[int, list[str]] = {}
    outside: dict[str, list[str]] = {}
    for one in graph.sent:
        if one.name is None:
            continue
        if one.function is None:
            outside.setdefault(one.path, []).append(one.name)
        else:
            sent.setdefault(id(one.function), []).append(one.name)
    received: dict[int, list[str]] = {}
    for each in graph.received:
        if each.kind == "wait" and each.name is not None:
            received.setdefault(id(each.function), []).append(each.name)
    items = []
    for function in graph.functions:
        registry = graph.registry_of(function)
        items.append(
            Item(
                id=function.label,
                path=function.path,
                line=function.site.line,
                triggers=_unique(one.event for one in function.triggers),
                crons=_unique(one.cron for one in function.triggers),
                steps=_unique(f"{step.kind} {step.id_text}" for step in function.steps),
                sends=_unique(sent.get(id(function), ())),
                waits_for=_unique(received.get(id(function), ())),
                registry=registry.path if registry else None,
                registration=_registration(registry is not None, graph),
            )
        )
    senders = {path: _unique(names) for path, names in sorted(outside.items())}
    return Inventory(tuple(sorted(items, key=lambda item: (item.id, item.path))), senders)


def _registration(registered: bool, graph: Graph) -> str:
    if registered:
        return "registered"
    computed = any(registry.dynamic for registry in graph.registries)
    return "registration unclear" if computed else "NOT REGISTERED"


def render(found: Inventory, form: str) -> str:
    """Return the inventory as text: a tree, Mermaid, or one line per function for agents."""
    if form == "text":
        return _tree(found)
    if form == "mermaid":
        return _mermaid(found)
    if form == "agent":
        return _agent(found)
    raise ScaffoldError(f"there is no format `{form}`", f"use one of: {', '.join(FORMS)}")


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _tree(found: Inventory) -> str:
    if not found.functions:
        return "no Inngest functions"
    receivers: dict[str, list[str]] = {}
    for item in found.functions:
        for name in item.triggers:
            receivers.setdefault(name, []).append(item.id)
    lines = []
    for item in found.functions:
        served = "" if item.registry else f"  {item.registration}"
        lines.append(f"{item.id}  ({item.path}:{item.line}){served}")
        rows = [f"on {name}" for name in item.triggers]
        rows += [f"cron {expression}" for expression in item.crons]
        rows += list(item.steps)
        rows += [f"waits for {name}" for name in item.waits_for]
        for name in item.sends:
            to = receivers.get(name)
            rows.append(f"sends {name} → {', '.join(to) if to else 'nobody'}")
        last = len(rows) - 1
        lines += [f"{'└─' if at == last else '├─'} {row}" for at, row in enumerate(rows)]
    for path, names in found.senders.items():
        lines.append(path)
        last = len(names) - 1
        for at, name in enumerate(names):
            to = receivers.get(name)
            branch = "└─" if at == last else "├─"
            lines.append(f"{branch} sends {name} → {', '.join(to) if to else 'nobody'}")
    return "\n".join(lines)


def _mermaid(found: Inventory) -> str:
    """Return a flowchart: events as rounded nodes, functions as boxes."""
    lines = ["flowchart LR"]
    nodes: dict[tuple[str, str], str] = {}

    def node(kind: str, text: str) -> str:
        key = (kind, text)
        if key not in nodes:
            nodes[key] = f"{kind}{len(nodes)}"
            quoted = text.replace('"', "#quot;")
            left, right = _SHAPES[kind]
            lines.append(f'  {nodes[key]}{left}"{quoted}"{right}')
        return nodes[key]

    edges = []
    for item in found.functions:
        box = node("f", item.id)
        edges += [f"  {node('e', name)} --> {box}" for name in item.triggers]
        edges += [f"  {node('c', cron)} --> {box}" for cron in item.crons]
        edges += [f"  {node('e', name)} -.->|waits| {box}" for name in item.waits_for]
        edges += [f"  {box} --> {node('e', name)}" for name in item.sends]
    for path, names in found.senders.items():
        edges += [f"  {node('p', path)} --> {node('e', name)}" for name in names]
    return "\n".join([*lines, *edges])


def _agent(found: Inventory) -> str:
    lines = []
    for item in found.functions:
        parts = [f"on {', '.join((*item.triggers, *item.crons)) or 'invoke'}"]
        if item.sends:
            parts.append(f"sends {', '.join(item.sends)}")
        if item.waits_for:
            parts.append(f"waits for {', '.join(item.waits_for)}")
        parts.append(item.registration)
        lines.append(f"{item.id} {item.path}: {'; '.join(parts)}")
    return "\n".join(lines) or "no Inngest functions yet"
