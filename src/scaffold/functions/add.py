"""Add a function: its file, test, typed event, import and registry entry, all or nothing.

One way down: what is asked for is read into a `Request`, the repository into a `Site`; the two
make a `Plan`, which is proved before anything is written.
"""

from collections.abc import Sequence

from scaffold.disk.changes import ChangeSet
from scaffold.functions.places import Places, Site
from scaffold.functions.plan import Plan, plan_request
from scaffold.functions.request import Request, read_request
from scaffold.functions.site import find_site, own_site
from scaffold.kinds import Asked, kinds_in_use
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.project import Project
from scaffold.syntax.file_purpose import purpose_of
from scaffold.updating.agent_files import change_kinds, refuse_newer


def add_function(at: Prepared, asked: Asked, places: Places) -> Outcome:
    """Add one function, a fan-out pair included, and return what changed.

    A function that is there already as asked for changes nothing.
    Raises ScaffoldError, with nothing written, when any part cannot be done.
    """
    project = at.project
    refuse_newer(project)
    changes = ChangeSet(project.root)
    site = find_site(project, changes, places)
    request = read_request(asked, site.stack.language)
    plan = plan_request(site, request)
    notes = list(plan.notes)
    if plan.created:
        take_over(changes, plan)
        notes += change_kinds(project, changes, more=kinds_in_use(request.asked))
        notes += _still_to_do(site, plan)
        # A repository that is not ours may have a form of its own.
        notes += request.warnings if site.owned else ()
    return carry_out(
        at,
        changes,
        unchanged=() if plan.created else tuple(function.path for function in plan.functions),
        notes=tuple(notes),
        data={
            "functions": [
                {"id": one.id, "symbol": one.symbol, "path": one.path, "trigger": one.trigger}
                for one in plan.functions
            ],
            "registry": site.registry.path,
            "try": how_to_try(request, plan) if plan.created else [],
        },
    )


def plan_functions(project: Project, changes: ChangeSet, samples: Sequence[Asked]) -> None:
    """Add functions to the changes of a project made by us; what `new` makes its samples with."""
    for sample in samples:
        site = own_site(project, changes, Places())
        take_over(changes, plan_request(site, read_request(sample, site.stack.language)))


def how_to_try(request: Request, plan: Plan) -> list[str]:
    """Return sentences that say how to see the new function run."""
    how = request.start.to_try.format(trigger=request.trigger, words=request.schedule_in_words)
    has_tests = any(purpose_of(path) == "test" for path in plan.created)
    if request.start.tested and has_tests:
        how += f"; {request.start.tested}"
    return [
        f"start the app and the Inngest Dev Server, then `scaffold verify --run {request.id}` runs "
        "it and shows each step",
        f"by hand: open http://localhost:8288 and {how}",
        *(f"set `{one.name}` where the app runs. {one.use}" for one in plan.to_set),
    ]


def take_over(changes: ChangeSet, plan: Plan) -> None:
    """Plan the files of a plan to be written."""
    for path, content in plan.created.items():
        changes.create(path, content)
    for path, content in plan.edited.items():
        changes.write(path, content)


def _still_to_do(site: Site, plan: Plan) -> list[str]:
    """What a new route needs in a project that includes no route by itself."""
    if site.owned or site.stack.language != "python":
        return []
    modules = site.modules.after(plan.created)
    routes = [path for path in plan.created if path.startswith(f"{site.routes}/")]
    named = [
        modules.specifier_for(site.registry.serve_path, path)
        for path in routes
        if not path.endswith("__init__.py")
    ]
    return [
        f"include the new route in the app: `from {module} import router`, then "
        "`app.include_router(router)`"
        for module in named
    ]
