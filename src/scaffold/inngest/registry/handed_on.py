"""Functions of the project that hand what they are given to `serve()`: their calls are registries.

`const mount = (options) => serve({ ...options })`, `mount({ client, functions: [a] })`
"""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, CallSite
from scaffold.code.walk import outline
from scaffold.inngest.registry.serve_calls import ServeCall, calls_of, from_options, literal
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


def handed_on(call: ServeCall, modules: Modules) -> list[ServeCall]:
    """Return the calls that give their functions to one that serves what it is given; else none."""
    given = call.functions if call.functions is not None else call.takes_more
    parameter = outline(call.source).binding(given) if given is not None else None
    if parameter is None or parameter.kind != "param" or len(parameter.path) > 1:
        return []
    function = parameter.body
    if function.name is None or function.is_method:
        return []
    found: list[ServeCall] = []
    for source, local in _callers(call.source, function.name, modules):
        for each in calls_of(source, [local]):
            if not each.body.is_inside(function):
                served = _served(call, each, parameter)
                found += [served] if served is not None else []
    return found


def _callers(defining: Source, name: str, modules: Modules) -> Iterator[tuple[Source, str]]:
    """Yield the files that may call a function, with its name in each."""
    yield defining, name
    word = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b")
    own = {export for export, local in modules.exports(defining.path).own.items() if local == name}
    for path in sorted(modules.paths):
        language = language_of(path)
        if language is None or language.name != defining.language.name:
            continue
        if path == defining.path or not is_app_file(path):
            continue
        content = modules.read(path)
        if content is None or not (word.search(content) or "default" in own):
            continue
        source = modules.source(path)
        for each in imports(source) if source is not None else ():
            if modules.origin(path, each.module, each.name) == (defining.path, name):
                assert source is not None
                yield source, each.local


def _given(site: CallSite, parameter: Binding) -> Expr | None:
    """What a call gives to a parameter."""
    at, named = parameter.index, site.kwargs.get(parameter.name)
    return named or (site.args[at] if at < len(site.args) else None)


def _served(call: ServeCall, at: CallSite, parameter: Binding) -> ServeCall | None:
    """What such a call serves, as if it were one of `serve()`."""
    given = _given(at, parameter)
    if given is None:
        return None
    options, key = literal(given), next(iter(parameter.path), None)
    if call.functions is not None and key is None:
        return ServeCall(at, call.framework, call.client, given)
    if options.kind != "object":
        return ServeCall(at, call.framework, call.client, takes_more=given)
    if call.functions is None:
        return from_options(at, call.framework, options, call.client)
    return ServeCall(at, call.framework, call.client, options.entry(key or "functions"))
