"""Functions of the project that hand what they are given to `serve()`: their calls are registries.

`const mount = (options) => serve({ ...options })`, `mount({ client, functions: [a] })`
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.inngest.registry.serve_calls import (
    ServeCall,
    arguments_of,
    calls_of,
    from_options,
    literal,
    option,
)
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import Meaning, meaning, unwrap
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_NAMES = frozenset({"identifier", "shorthand_property_identifier"})
_PATTERNS = frozenset(
    {"identifier", "object_pattern", "assignment_pattern", "typed_parameter", "default_parameter",
     "typed_default_parameter", "required_parameter", "optional_parameter"}
)  # fmt: skip


class _Parameter(NamedTuple):
    """A parameter of a function: which one, and the key that is taken out of it, if any."""

    function: Node
    place: int
    name: str
    key: str | None


def handed_on(call: ServeCall, modules: Modules) -> list[ServeCall]:
    """Return the calls that give their functions to one that serves what it is given; else none."""
    node = call.functions if call.functions is not None else call.takes_more
    node = unwrap(node) if node is not None else None
    parameter = _parameter(call.source, node) if node is not None else None
    if parameter is None:
        return []
    name = _name_of(call.source, parameter.function)
    if name is None:
        return []
    found: list[ServeCall] = []
    for source, local in _callers(call.source, name, modules):
        for each in calls_of(source, [local]):
            if source is not call.source or not _holds(parameter.function, each):
                given = _given(source, each, parameter)
                if given is not None:
                    found.append(_served(call, source, each, given, parameter))
    return found


def _parameter(source: Source, node: Node) -> _Parameter | None:
    """The parameter that a name is, also one taken out of an object."""
    if node.type not in _NAMES:
        return None
    name = source.text(node)
    found = meaning(source, node, name)
    if not isinstance(found, Meaning) or found.kind != "parameter":
        return None
    single = found.node.child_by_field_name("parameter")
    whole = found.node.child_by_field_name("parameters")
    given = [single] if single is not None else whole.named_children if whole is not None else []
    for index, each in enumerate(one for one in given if one.type in _PATTERNS):
        pattern = each.child_by_field_name("pattern") or each.child_by_field_name("name") or each
        if pattern.type == "typed_parameter" and pattern.named_children:
            pattern = pattern.named_children[0]
        if pattern.type == "identifier" and source.text(pattern) == name:
            return _Parameter(found.node, index, name, None)
        if pattern.type == "object_pattern":
            for part in pattern.named_children:
                if part.type == "rest_pattern" and source.text(part).lstrip(". ") == name:
                    return _Parameter(found.node, index, name, None)
                key = _key(source, part, name)
                if key is not None:
                    return _Parameter(found.node, index, name, key)
    return None


def _key(source: Source, part: Node, name: str) -> str | None:
    """The key that a part of a pattern binds a name to."""
    if part.type == "pair_pattern":
        key, value = part.child_by_field_name("key"), part.child_by_field_name("value")
        is_it = key is not None and value is not None and source.text(value) == name
        return source.text(key) if is_it and key is not None else None
    if part.type == "object_assignment_pattern" and part.named_children:
        part = part.named_children[0]
    return name if source.text(part) == name else None


def _name_of(source: Source, function: Node) -> str | None:
    """The name that a file gives a function."""
    named = function.child_by_field_name("name")
    above = function.parent
    if named is None and above is not None and above.type == "variable_declarator":
        named = above.child_by_field_name("name")
    is_method = function.type == "method_definition"
    return source.text(named) if named is not None and not is_method else None


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


def _given(source: Source, call: Node, parameter: _Parameter) -> Node | None:
    """What a call gives to a parameter."""
    plain = []
    for each in arguments_of(call):
        if each.type != "keyword_argument":
            plain.append(each)
        else:
            key, value = each.child_by_field_name("name"), each.child_by_field_name("value")
            if key is not None and source.text(key) == parameter.name:
                return value
    return plain[parameter.place] if parameter.place < len(plain) else None


def _served(
    call: ServeCall, source: Source, at: Node, given: Node, parameter: _Parameter
) -> ServeCall:
    """What such a call serves, as if it were one of `serve()`."""
    options = literal(source, unwrap(given))
    if call.functions is not None and parameter.key is None:
        return ServeCall(source, at, call.framework, call.client, given, None)
    if options.type != "object":
        return ServeCall(source, at, call.framework, call.client, None, given)
    if call.functions is None:
        return from_options(source, at, call.framework, options, call.client)
    functions = option(source, options, parameter.key or "functions")
    return ServeCall(source, at, call.framework, call.client, functions, None)


def _holds(function: Node, call: Node) -> bool:
    return function.start_byte <= call.start_byte < function.end_byte
