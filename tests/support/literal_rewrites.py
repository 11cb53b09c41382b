"""Ways to write a literal otherwise: what calls and operators make that a literal makes too."""

import re
from collections.abc import Iterator
from keyword import iskeyword

from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts
from tests.support.rewriting import Change, File, Rewrite, edits_of

_KEY = re.compile(r'"([A-Za-z_]\w*)"')


def _as_call(file: File) -> Iterator[Change]:
    """`dict(a=1)` for `{"a": 1}`."""
    for node in file.nodes:
        entries = parts(node) if node.type == "dictionary" else []
        keys = [each.child_by_field_name("key") for each in entries]
        names = [_KEY.fullmatch(file.text(key)) if key is not None else None for key in keys]
        if not names or any(name is None or iskeyword(name[1]) for name in names):
            continue
        edits = [(node.start_byte, node.start_byte + 1, "dict(")]
        for key, entry, name in zip(keys, entries, names, strict=True):
            value = entry.child_by_field_name("value")
            if key is not None and value is not None and name is not None:
                edits.append((key.start_byte, value.start_byte, f"{name[1]}="))
        edits.append((node.end_byte - 1, node.end_byte, ")"))
        yield Change(node.start_byte, edits_of(*edits))


def _filled(file: File, kind: str) -> Iterator[tuple[Node, list[str], list[str]]]:
    """The templates of one line, the texts in them, and what stands between those."""
    for node in file.nodes:
        text = file.text(node)
        filled = [each for each in node.named_children if each.type == kind]
        if not filled or "\n" in text or '"""' in text or "{{" in text or "\\" in text:
            continue
        around = node.parent
        if around is None or around.type in ("concatenated_string", "call_expression"):
            continue
        inside = [file.text(child) for each in filled for child in parts(each)]
        is_plain = all(each.named_child_count == 1 for each in filled)
        if not is_plain or any('"' in each or "'" in each for each in inside):
            continue
        texts, at = [], node.start_byte + (2 if file.python else 1)
        for each in filled:
            texts.append(file.source.content[at : each.start_byte].decode())
            at = each.end_byte
        texts.append(file.source.content[at : node.end_byte - 1].decode())
        yield node, texts, inside


def _as_format(file: File) -> Iterator[Change]:
    """`"{}".format(x)` for `f"{x}"`."""
    for node, texts, inside in _filled(file, "interpolation") if file.python else ():
        new = f'"{"{}".join(texts)}".format({", ".join(inside)})'
        yield Change(node.start_byte, edits_of((node.start_byte, node.end_byte, new)))


def _as_percent(file: File) -> Iterator[Change]:
    """`"%s" % x` for `f"{x}"`."""
    for node, texts, inside in _filled(file, "interpolation") if file.python else ():
        text = "%s".join(each.replace("%", "%%") for each in texts)
        new = f'("{text}" % ({", ".join(inside)},))'
        yield Change(node.start_byte, edits_of((node.start_byte, node.end_byte, new)))


def _as_sum(file: File) -> Iterator[Change]:
    """`"a" + x` for a template."""
    kind = "interpolation" if file.python else "template_substitution"
    for node, texts, inside in _filled(file, kind):
        if any('"' in each for each in texts):
            continue
        made = [f'"{texts[0]}"']
        for text, filled in zip(texts[1:], inside, strict=True):
            made.append(f"str({filled})" if file.python else f"({filled})")
            made += [f'"{text}"'] if text else []
        new = f"({' + '.join(made)})"
        yield Change(node.start_byte, edits_of((node.start_byte, node.end_byte, new)))


LITERAL_REWRITES: dict[str, Rewrite] = {
    "dict(a=1)": _as_call,
    '"{}".format(x)': _as_format,
    '"%s" % x': _as_percent,
    '"a" + x': _as_sum,
}
