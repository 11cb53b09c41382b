"""What a name in the code is of the SDK, and which adapter a file serves functions through."""

from collections.abc import Iterator

from scaffold.code.bindings import Origin, resolve_binding
from scaffold.code.links import Links, callee, settle
from scaffold.code.outline import Binding, Body, CallSite, Outline
from scaffold.inngest.sdk_modules import SdkExport, SdkModule, python_export, sdk_module
from scaffold.inngest.sdk_surface import AMBIENT


def sdk_export(origin: Origin) -> SdkExport | None:
    """Return the part of the SDK that an imported thing is of, and which name there.

    The path is empty for a module itself, and `default` stands first for a default export.
    """
    if origin.kind != "import" or origin.outline is None:
        return None
    if origin.outline.language == "python":
        return python_export(origin.name)
    found = sdk_module(origin.module, origin.outline.language)
    imported = () if origin.imported == "*" else (origin.imported,)
    return SdkExport(found, (*imported, *origin.attrs)) if found is not None else None


def adapter_imports(outline: Outline, links: Links) -> Iterator[tuple[Binding, SdkModule]]:
    """Yield each name that a file imports from an adapter, through whatever hands it on."""
    for binding in outline.module.bindings.values():
        if binding.kind == "import":
            found = sdk_export(settle(resolve_binding(binding), links))
            if found is not None and found.module.part == "serve":
                yield binding, found.module


def serving_adapter(site: CallSite, links: Links) -> str | None:
    """Return the adapter whose `serve` a call is: `next`, `fast_api`; None for another call."""
    found = sdk_export(callee(site, links))
    if found is None or found.module.part != "serve" or found.path != ("serve",):
        return None
    return found.module.name


def ambient_tool(origin: Origin) -> tuple[str, ...]:
    """Return which tool of a handler's context an import of the SDK is; empty for another thing."""
    found = sdk_export(origin)
    if found is None or found.module.part != "client" or not found.path:
        return ()
    whole = AMBIENT.get(found.path[0], ())
    return (*whole, *found.path[1:]) if whole else ()


def durable_by_decorator(function: Body, links: Links) -> CallSite | None:
    """Return the decorator that makes each call of a Python function a step."""
    for decorator in function.decorators:
        site = function.outline.site(decorator)
        found = sdk_export(callee(site, links)) if site is not None else None
        if found is not None and found.is_part("experimental", "step"):
            return site
    return None
