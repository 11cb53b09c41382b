"""No verdict changes when a program is written another way that does the same."""

from itertools import cycle
from typing import get_args

import pytest

from scaffold.rules import all_rules
from scaffold.syntax.language import LanguageName
from tests.rules.metamorphic import flips
from tests.support.rewrites import REWRITES, rewrites
from tests.support.rule_cases import rule_cases

# A minute for all rules: one rewrite of a kind in a file, and half of the kinds for every case, in
# turn by language.
_OF_A_KIND = 1
_HALVES = [[*REWRITES][0::2], [*REWRITES][1::2]]


@pytest.mark.parametrize("rule", all_rules())
def test_a_verdict_stays_when_only_the_spelling_changes(rule: str) -> None:
    changed = []
    halves = {language: cycle(_HALVES) for language in get_args(LanguageName)}
    for case in rule_cases():
        if case.rule == rule:
            found = flips(case, _OF_A_KIND, next(halves[case.language]))
            changed += [each for each in found if each is not None]
    assert not changed, "\n".join(map(str, changed))


# A text, and what one rewrite makes of it.
WRITTEN = [
    ("(x)", "a.ts", "f(a?.b.c, d);", "f((a?.b.c), d);"),
    ("x as any", "a.ts", "const x = y;", "const x = (y as any);"),
    ("x!", "a.ts", "return_(a + b);", "return_((a + b)!);"),
    ("cast(x)", "a.py", "import a\nx = b",
     "from typing import cast as _as; import a\nx = _as(object, b)"),
    ("f<any>()", "a.ts", "await f(x);", "await f<any>(x);"),
    ("renamed", "a.ts", "function f() { const a = 1; return { a, b: g.a }; }",
     "function f() { const aToo = 1; return { a: aToo, b: g.a }; }"),
    ("renamed", "a.ts", "function f({ a }) { return a; }",
     "function f({ a: aToo }) { return aToo; }"),
    ("function", "a.ts", "f(async x => x + 1);", "f(async function (x) { return x + 1; });"),
    ("function", "a.ts", "f(function (x) { g(); });", "f((x) => { g(); });"),
    ("constant", "a.ts", "function f(x) { g(); }\nf(1);", "const f = (x) => { g(); };\nf(1);"),
    ("def", "a.py", "f = lambda x, y=1: x", "def f(x, y=1): return x"),
    ("{ braces }", "a.ts", "if (a) return_();", "if (a) { return_(); }"),
    ("helper", "a.ts",
     'inngest.createFunction({ id: "a" }, { event: "b" }, async ({ step }) => {\n'
     '  const x = await step.run("c", d);\n});\n',
     'inngest.createFunction({ id: "a" }, { event: "b" }, async ({ step }) => {\n'
     "  const x = await theFirst(step);\n});\n"
     'async function theFirst(step: any) {\n  return await step.run("c", d);\n}\n'),
    ('a["b"]', "a.ts", "a.b(c);", 'a["b"](c);'),
    ('f"a"', "a.py", 'f("a", b="c")', 'f(f"a", b="c")'),
    ("let x; x = f()", "a.ts", "function g() { const x: A = f(); }",
     "function g() { let x: A; x = f(); }"),
    ("x = f(); return x", "a.ts", "function g() { return f(); }",
     "function g() { { const theOut = f(); return theOut; } }"),
    ("x = f(); return x", "a.py", "def g(): return f()", "def g(): the_out = f(); return the_out"),
    ("x = f()", "a.ts", "async function g() { await f(); }",
     "async function g() { const theDone = await f(); }"),
    ("{ a } = x", "a.ts", "function g() { const { a } = f(); }",
     "function g() { const theGiven = f(); const { a } = theGiven; }"),
    ("!!a", "a.ts", "if (a) f();", "if (!!(a)) f();"),
    ("!!a", "a.py", "if a: f()", "if not (not (a)): f()"),
    ("a && f()", "a.ts", "if (a) { f(); }", ";(a) && (f());"),
    ("finally", "a.ts", "try { f(); } catch {}", "try { f(); } catch {} finally {}"),
    ("export { a }", "a.ts", "export const a = f();", "const a = f(); export { a };"),
    ("await p", "a.ts", "async function g() { const x = await f(); }",
     "async function g() { const theComing = f(); const x = await theComing; }"),
    ("dict(a=1)", "a.py", 'f({"a": 1, "b": g(2)})', "f(dict(a=1, b=g(2)))"),
    ('"{}".format(x)', "a.py", 'f(f"a {b.c} {d}")', 'f("a {} {}".format(b.c, d))'),
    ("null === x", "a.ts", "if (a.b !== null) f();", "if (null !== (a.b)) f();"),
    ("null === x", "a.py", 'if a == "b": f()', 'if "b" == (a): f()'),
    ("else", "a.ts", "() => { if (a) { return; } f(); g(); };",
     "() => { if (a) { return; } else { f(); g(); } };"),
    ("throw e", "a.ts", "throw new E(a);", "{ const theError = new E(a); throw theError; }"),
    ("throw e", "a.py", "raise ValueError(a)", "the_error = ValueError(a); raise the_error"),
    ("f = () => g(); map(f)", "a.ts", "() => { a.map((b) => c(b)); };",
     "() => { const theCallback = (b) => c(b); a.map(theCallback); };"),
    ('"%s" % x', "a.py", 'f(f"{b.c}% {d}")', 'f(("%s%% %s" % (b.c, d,)))'),
    ('"a" + x', "a.py", 'f(f"a {b}")', 'f(("a " + str(b)))'),
    ('"a" + x', "a.ts", "f(`${a.b}-${c}`);", 'f(("" + (a.b) + "-" + (c)));'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "text", "expected"), WRITTEN)
def test_how_a_program_is_rewritten(kind: str, path: str, text: str, expected: str) -> None:
    head = 'import { Inngest } from "inngest"; const inngest = new Inngest({ id: "a" });\n'
    if kind == "helper":
        text, expected = head + text, head + expected
    assert expected in {each.text for each in rewrites(path, text) if each.kind == kind}


# What is not written, as it would do something else; nothing at all without a third text.
LEFT_ALONE = [
    ("(x)", "a.ts", '"use strict";', None),
    ("(x)", "a.ts", "a?.b.c();", "(a?.b).c();"),
    ("(x)", "a.ts", "a?.b();", "(a?.b)();"),
    ("(x)", "a.ts", 'const a = require("b");', 'const a = (require)("b");'),
    ("(x)", "a.ts", "a.b = c;", "(a.b) = c;"),
    ("x as any", "a.js", "f(x);", None),
    ("<any>x", "a.tsx", "f(x);", None),
    ("renamed", "a.ts", "const a = 1; export { a };", None),
    ("renamed", "a.py", "def f(a): return a\nf(a=1)", None),
    ("function", "a.ts", "f(() => this.x);", None),
    ("function", "a.ts", "f(function () { return arguments; });", None),
    ("constant", "a.ts", "f(); function f() {}", None),
    ("constant", "a.ts", "function* f() {}", None),
    ("constant", "a.ts", "export default function f() {}", None),
    ("{ braces }", "a.ts", '"use strict";', None),
    ("{ braces }", "a.ts", "const a = 1;", None),
    ('a["b"]', "a.ts", "a.push(b); a?.b();", None),
    ("let x; x = f()", "a.ts", "const x = f();", None),
    ("x = f()", "a.ts", "function g() { f(); }", None),
    ("a && f()", "a.ts", "if (a) f(); else g();", None),
    ("export { a }", "a.ts", "export default a;", None),
    ("await p", "a.ts", "async function g() { h(await f()); }", None),
    ("dict(a=1)", "a.py", 'f({"a-b": 1}, {"class": 2}, {c: 3})', None),
    ('"{}".format(x)', "a.py", 'f(f"{a!r}", f"{b:.2f}", f"{{}}")', None),
    ("null === x", "a.ts", "if (a === b || null === c) f();", None),
    ("else", "a.ts", "() => { if (a) g(); f(); };", None),
    (
        "f = () => g(); map(f)",
        "a.ts",
        "() => { a.map((b) => b.map((c) => d(b))); };",
        "() => { const theCallback = (c) => d(b); a.map((b) => b.map(theCallback)); };",
    ),
    ('"a" + x', "a.ts", "sql`${a}`;", None),
]


@pytest.mark.parametrize(("kind", "path", "text", "wrong"), LEFT_ALONE)
def test_what_would_do_something_else_is_left_alone(
    kind: str, path: str, text: str, wrong: str | None
) -> None:
    made = {each.text for each in rewrites(path, text) if each.kind == kind}
    assert (wrong not in made) if wrong else not made
