"""What a project has: functions, their triggers and steps, and how events connect them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from scaffold.disk.project_files import DiskFiles
from scaffold.errors import ScaffoldError
from scaffold.inngest.apps import app_id
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Step, Trigger
from scaffold.inngest.serving import serving
from scaffold.project import Project
from scaffold.shown import shown
from scaffold.syntax.language import language_of

_SHAPES = {"f": ("[", "]"), "e": ("([", "])"), "c": ("{{", "}}"), "p": ("[/", "/]")}
FORMS = ("text", "json", "mermaid", "agent")
_REGISTRATIONS = {
    "served": "registered",
    "not served": "NOT REGISTERED",
    "unclear": "registration unclear",
}
_COMPUTED = "(computed)"
_LONGEST = 200
_LONGEST_IN_JSON = 2_000
_NOT_IN_JSON = ("cancelled_by", "computed", "why")


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
    """`registered`, `NOT REGISTERED`, or `registration unclear` where the source does not tell."""
    cancelled_by: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    """`event` and `cron` when the source does not tell what such a trigger names."""
    why: str = ""
    """Why the registration is unclear."""

    @property
    def starts(self) -> tuple[str, ...]:
        """The events and crons that start it, as they are printed."""
        more = [_COMPUTED] if self.computed else []
        return (*self.triggers, *self.crons, *more)


class ServedApp(NamedTuple):
    """One registry: where it is served, by which framework, and as which app."""

    path: str
    line: int
    framework: str
    app_id: str | None
    """None when it is computed."""


@dataclass(frozen=True)
class Inventory:
    """Everything `list` shows. `senders` are the events sent outside of functions, by file."""

    functions: tuple[Item, ...]
    senders: dict[str, tuple[str, ...]]
    registries: tuple[ServedApp, ...] = ()
    not_read: dict[str, str] = field(default_factory=dict)
    """Why files were not read, by path: what they hold is not shown."""

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "registries": [each._asdict() for each in self.registries],
            "functions": [_document(item) for item in self.functions],
            "senders": [{"path": path, "sends": sent} for path, sent in self.senders.items()],
            "not_read": [{"path": path, "reason": why} for path, why in self.not_read.items()],
        }

    @cached_property
    def _receivers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for item in self.functions:
            notes = dict.fromkeys(item.cancelled_by, " (is cancelled)")
            notes |= dict.fromkeys(item.waits_for, " (waits)")
            notes |= dict.fromkeys(item.triggers, "")
            for name, note in notes.items():
                found.setdefault(name, []).append(item.id + note)
        return found

    @cached_property
    def _patterns(self) -> tuple[str, ...]:
        return tuple(name for name in self._receivers if name.endswith("*"))

    def matching(self, name: str) -> list[str]:
        """Return the wildcards that an event of this name starts functions by."""
        return [each for each in self._patterns if each != name and name.startswith(each[:-1])]

    def receivers(self, name: str) -> str:
        """Return who receives an event, for people; `nobody` when no function does."""
        names = (name, *self.matching(name))
        found = [to for each in names for to in self._receivers.get(each, ())]
        # A folder that was not read ends in a slash.
        is_code = any(path.endswith("/") or language_of(path) for path in self.not_read)
        nobody = "nobody that was read" if is_code else "nobody"
        return ", ".join(dict.fromkeys(found)) or nobody


def _document(item: Item) -> dict[str, object]:
    return {key: value for key, value in asdict(item).items() if key not in _NOT_IN_JSON}


def inventory(project: Project) -> Inventory:
    """Return what a project has."""
    return inventory_of(Codebase(DiskFiles(project.root)))


def inventory_of(codebase: Codebase) -> Inventory:
    """Return what a project has whose files are read already."""
    sent: dict[int, list[str]] = {}
    outside: dict[str, list[str]] = {}
    for one in codebase.sent:
        if one.name is None:
            continue
        if one.function is None:
            outside.setdefault(one.path, []).append(one.name)
        else:
            sent.setdefault(id(one.function), []).append(one.name)
    received: dict[tuple[int, str], list[str]] = {}
    for each in codebase.received:
        if each.name is not None:
            received.setdefault((id(each.function), each.kind), []).append(each.name)
    items = []
    for function in codebase.functions:
        standing = serving(codebase).standing(function)
        registry = standing.registry
        items.append(
            Item(
                id=function.label,
                path=function.path,
                line=function.site.line,
                triggers=_unique(one.event for one in function.triggers),
                crons=_unique(one.cron for one in function.triggers),
                steps=_unique(map(_step, function.steps)),
                sends=_unique(sent.get(id(function), ())),
                waits_for=_unique(received.get((id(function), "wait"), ())),
                registry=registry.path if registry else None,
                registration=_REGISTRATIONS[standing.verdict],
                why=standing.why,
                cancelled_by=_unique(received.get((id(function), "cancel"), ())),
                computed=_unique(_computed(each) for each in function.triggers),
            )
        )
    senders = {path: _unique(names) for path, names in sorted(outside.items())}
    items.sort(key=lambda item: (item.id, item.path))
    apps = tuple(
        ServedApp(
            each.serve_path,
            each.serve_line,
            each.framework.replace("_", ""),
            app_id(each, codebase),
        )
        for each in codebase.registries
    )
    return Inventory(tuple(items), senders, apps, dict(sorted(codebase.skipped.items())))


def _step(step: Step) -> str:
    return step.kind if step.id is None else f"{step.kind} {step.id_text}"


def _computed(trigger: Trigger) -> str | None:
    if trigger.kind == "cron":
        return "cron" if trigger.cron is None else None
    return "event" if trigger.event is None and trigger.kind != "invoke" else None


def render(found: Inventory, form: str) -> str:
    """Return the inventory as text: a tree, Mermaid, or one line per function for agents."""
    if form not in _FORMS:
        raise ScaffoldError(f"there is no format `{form}`", f"use one of: {', '.join(FORMS)}")
    comment = "%% " if form == "mermaid" else ""
    notes = [f"{comment}not read: {shown(path)}: {why}" for path, why in found.not_read.items()]
    return "\n".join([_FORMS[form](_shown(found)), *notes])


def _shown(found: Inventory) -> Inventory:
    """The same for people: each name on one line, and not longer than one."""

    def names(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(shown(value, _LONGEST) for value in values)

    items = [
        replace(
            item,
            id=shown(item.id, _LONGEST),
            path=shown(item.path),
            triggers=names(item.triggers),
            crons=names(item.crons),
            steps=names(item.steps),
            sends=names(item.sends),
            waits_for=names(item.waits_for),
            cancelled_by=names(item.cancelled_by),
            why=shown(item.why, _LONGEST),
        )
        for item in found.functions
    ]
    senders = {shown(path): names(sent) for path, sent in found.senders.items()}
    return Inventory(tuple(items), senders, not_read=found.not_read)


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:_LONGEST_IN_JSON] for value in values if value))


def _tree(found: Inventory) -> str:
    if not found.functions:
        return "no Inngest functions"
    lines = []
    for item in found.functions:
        why = f": {item.why}" if item.why else ""
        is_served = item.registration == _REGISTRATIONS["served"]
        served = "" if is_served else f"  {item.registration}{why}"
        lines.append(f"{item.id}  ({item.path}:{item.line}){served}")
        rows = [f"on {name}" for name in item.triggers]
        rows += [f"on {_COMPUTED}"] if "event" in item.computed else []
        rows += [f"cron {expression}" for expression in item.crons]
        rows += [f"cron {_COMPUTED}"] if "cron" in item.computed else []
        rows += list(item.steps)
        rows += [f"waits for {name}" for name in item.waits_for]
        rows += [f"cancelled by {name}" for name in item.cancelled_by]
        rows += [f"sends {name} → {found.receivers(name)}" for name in item.sends]
        lines += _branches(rows)
    for path, names in found.senders.items():
        sends = [f"sends {name} → {found.receivers(name)}" for name in names]
        lines += [path, *_branches(sends)]
    return "\n".join(lines)


def _branches(rows: Sequence[str]) -> list[str]:
    last = len(rows) - 1
    return [f"{'└─' if at == last else '├─'} {row}" for at, row in enumerate(rows)]


def _mermaid(found: Inventory) -> str:
    """Return a flowchart: events as rounded nodes, functions as boxes."""
    lines = ["flowchart LR"]
    nodes: dict[tuple[str, str], str] = {}

    def node(kind: str, text: str, of: str = "") -> str:
        key = (kind, text + of)
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
        for kind in item.computed:
            edges.append(f"  {node(kind[0], _COMPUTED, item.id)} --> {box}")
        edges += [f"  {node('e', name)} -.->|waits| {box}" for name in item.waits_for]
        edges += [f"  {node('e', name)} -.->|cancels| {box}" for name in item.cancelled_by]
        edges += [f"  {box} --> {node('e', name)}" for name in item.sends]
    for path, names in found.senders.items():
        edges += [f"  {node('p', path)} --> {node('e', name)}" for name in names]
    for name in [text for kind, text in nodes if kind == "e"]:
        edges += [f"  {node('e', name)} --> {node('e', each)}" for each in found.matching(name)]
    return "\n".join([*lines, *edges])


def _agent(found: Inventory) -> str:
    lines = []
    for item in found.functions:
        parts = [f"on {', '.join(item.starts) or 'invoke'}"]
        if item.sends:
            parts.append(f"sends {', '.join(item.sends)}")
        if item.waits_for:
            parts.append(f"waits for {', '.join(item.waits_for)}")
        if item.cancelled_by:
            parts.append(f"cancelled by {', '.join(item.cancelled_by)}")
        parts.append(item.registration)
        lines.append(f"{item.id} {item.path}: {'; '.join(parts)}")
    return "\n".join(lines) or "no Inngest functions yet"


_FORMS: dict[str, Callable[[Inventory], str]] = {
    "text": _tree,
    "mermaid": _mermaid,
    "agent": _agent,
}
