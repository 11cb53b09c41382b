"""What a name in the code is of the SDK, and which adapter a file serves functions through."""

from collections.abc import Iterator

from scaffold.code.bindings import Origin, resolve_binding
from scaffold.code.links import Links, callee, settle
from scaffold.code.outline import Binding, CallSite, Outline
from scaffold.inngest.sdk_modules import SdkExport, SdkModule, python_export, sdk_module


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
