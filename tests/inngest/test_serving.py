"""Whether a function is served: one answer, and `list` and `check` both give it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.checking.check import check_project, chosen_rules
from scaffold.checking.settings import Terms
from scaffold.functions.listing import inventory_of
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.serving import serving
from tests.support.rule_cases import rule_cases
from tests.support.sources import Sources, present

CLIENT = """\
import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "x" });
"""
PYTHON_CLIENT = 'import inngest\nclient = inngest.Inngest(app_id="x")\n'
THREE = """\
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
export const b = inngest.createFunction({ id: "b" }, { event: "x/b" }, async () => {});
export const c = inngest.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
"""
PYTHON_THREE = """\
import inngest
from app.client import client
@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/a"))
async def a(ctx): ...
@client.create_function(fn_id="b", trigger=inngest.TriggerEvent(event="x/b"))
async def b(ctx): ...
@client.create_function(fn_id="c", trigger=inngest.TriggerEvent(event="x/c"))
async def c(ctx): ...
"""
# One factory that makes all of its functions from a client, and hands them on by name.
FACTORY = """\
import type { Inngest } from "inngest";
export function makeFunctions(client: Inngest) {
  const a = client.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
  const b = client.createFunction({ id: "b" }, { event: "x/b" }, async () => {});
  const c = client.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
  return { a, b, c };
}
export function listFunctions(client: Inngest) {
  return [
    client.createFunction({ id: "d" }, { event: "x/d" }, async () => {}),
    client.createFunction({ id: "e" }, { event: "x/e" }, async () => {}),
  ];
}
export const makeOne = (client: Inngest, id: string) =>
  client.createFunction({ id: "f" }, { event: "x/f" }, async () => {});
export class Jobs {
  constructor(private readonly client: Inngest) {}
  list() {
    return [this.one()];
  }
  one() {
    return this.client.createFunction({ id: "g" }, { event: "x/g" }, async () => {});
  }
  other() {
    return this.client.createFunction({ id: "h" }, { event: "x/h" }, async () => {});
  }
}
"""
ROUTE = 'import { serve } from "inngest/next";\nimport { inngest } from "./client";\n'

# What stands in the route, and what each function is then: `+` served, `-` not, `?` unclear.
SERVED = {
    "a literal list": (
        "import { a, b } from './fns';\nserve({ client: inngest, functions: [a, b] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list with names of names": (
        "import * as fns from './fns';\nconst one = fns.a;\n"
        "serve({ client: inngest, functions: [one as any, (fns.b)!] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list by condition": (
        "import { a, b } from './fns';\n"
        "serve({ client: inngest, functions: [a, ...(process.env.DEV ? [b] : [])] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a choice of lists": (
        "import { a, b } from './fns';\n"
        "serve({ client: inngest, functions: process.env.DEV ? [a, b] : [a] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a wrapped entry": (
        "import { a, b } from './fns';\nimport { traced } from 'tracing';\n"
        "serve({ client: inngest, functions: [traced(a), b] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that somebody calls": (
        "import { make } from 'tools';\nserve({ client: inngest, functions: [make(() => "
        "[inngest.createFunction({ id: 'g' }, { event: 'x/g' }, async () => {})])] });",
        {"a": "-", "b": "-", "c": "-", "g": "?"}),
    "a list made by another package": (
        "import { a, b } from './fns';\nimport { collect } from 'tools';\n"
        "serve({ client: inngest, functions: collect(a) });",
        {"a": "+", "b": "?", "c": "?"}),
    "a list that is added to": (
        "import { a, b } from './fns';\nconst all = [a];\nall.push(b);\n"
        "serve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "lists that are added, each in its way": (
        "import { a, b } from './fns';\nconst more = [b];\nconst all = [];\n"
        "all[0] = a;\nall.push(...more);\nserve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that another package adds to": (
        "import { a, b, c } from './fns';\nimport { find } from 'tools';\nconst all = [a];\n"
        "all.push(...find());\nserve({ client: inngest, functions: all });",
        {"a": "+", "b": "?", "c": "?"}),
    "a list that a function adds to": (
        "import { a, b } from './fns';\nconst all = [];\n"
        "function register(one) { all.push(one); }\nregister(a);\nregister(b);\n"
        "serve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that a callback adds to": (
        "import { a, b, c } from './fns';\nconst all = [];\n"
        "[a, b].forEach((one) => all.push(one));\nserve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that a named callback adds to": (
        "import { a, b } from './fns';\nconst all = [];\n"
        "const add = (one) => { all.push(one); };\n[a].map(add);\n[b].forEach((one) => add(one));\n"
        "serve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that a callback of something else adds to": (
        "import { a, b } from './fns';\nconst all = [];\n"
        "const add = (one) => { all.push(one); };\nonLoad(add);\n"
        "serve({ client: inngest, functions: all });",
        {"a": "?", "b": "?", "c": "-"}),
    "an object that more is assigned to": (
        "import { a, b } from './fns';\nconst all = { a };\nObject.assign(all, { b });\n"
        "serve({ client: inngest, functions: Object.values(all) });",
        {"a": "+", "b": "+", "c": "-"}),
    "an object that something unknown is assigned to": (
        "import { a } from './fns';\nimport { more } from 'elsewhere';\nconst all = { a };\n"
        "Object.assign(all, more);\n"
        "serve({ client: inngest, functions: Object.values(all) });",
        {"a": "+", "b": "?", "c": "?"}),
    "a list that is given to what adds to it": (
        "import { a, b } from './fns';\nfunction more(list) { list.push(b); }\n"
        "const all = [a];\nmore(all);\nserve({ client: inngest, functions: all });",
        {"a": "+", "b": "+", "c": "-"}),
    "a set that is added to": (
        "import { a, b } from './fns';\nconst all = new Set([a]);\nall.add(b);\n"
        "serve({ client: inngest, functions: [...all] });",
        {"a": "+", "b": "+", "c": "-"}),
    "a field that a method adds to": (
        "import { a } from './fns';\nclass Jobs {\n  private all = [];\n"
        "  add(one) { this.all.push(one); }\n  list() { return this.all; }\n}\n"
        "const jobs = new Jobs();\njobs.add(a);\n"
        "serve({ client: inngest, functions: jobs.list() });",
        {"a": "?", "b": "?", "c": "?"}),
    "an object that is added to": (
        "import { a, b } from './fns';\nconst all = {};\nall.a = a;\nall['b'] = b;\n"
        "serve({ client: inngest, functions: Object.values(all) });",
        {"a": "+", "b": "+", "c": "-"}),
    "added to what a function gives": (
        "import { a, b, c } from './fns';\n"
        "function load() {\n  const made = { functions: [a] };\n"
        "  made.functions.push(b);\n  return made;\n}\n"
        "const { functions } = load();\nserve({ client: inngest, functions });",
        {"a": "+", "b": "+", "c": "-"}),
    "added to what a promise gives": (
        "import { a, b, c } from './fns';\nconst load = async () => ({ functions: [a] });\n"
        "load().then(({ functions }) => {\n  functions.push(b);\n"
        "  serve({ client: inngest, functions });\n});",
        {"a": "+", "b": "+", "c": "-"}),
    "a parameter": (
        "import { a, b } from './fns';\n"
        "export const route = (functions: any[]) => serve({ client: inngest, functions });\n"
        "route([a, b]);",
        {"a": "+", "b": "+", "c": "-"}),
    "a parameter that others give": (
        "import { a } from './fns';\nimport { mount } from './mount';\n"
        "mount({ functions: [a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "options that are handed on": (
        "import { a } from './fns';\nconst mount = (options: any) => serve({ ...options });\n"
        "export default mount({ client: inngest, functions: [a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "options in a call": (
        "import { a } from './fns';\nimport { withLog } from 'logs';\n"
        "const functions = [a];\nserve(withLog('api', { client: inngest, functions }));",
        {"a": "+", "b": "-", "c": "-"}),
    "options made by a call": (
        "import { a } from './fns';\nimport { withLog } from 'logs';\n"
        "const options = withLog({ client: inngest, functions: [a] });\nserve(options);",
        {"a": "+", "b": "-", "c": "-"}),
    "a list that is given later": (
        "import { a } from './fns';\nlet functions: any[] = [];\n"
        "if (process.env.KEY) functions = [a];\nserve({ client: inngest, functions });",
        {"a": "+", "b": "-", "c": "-"}),
    "members of what a list is mapped to": (
        "import { a } from './fns';\n"
        "serve({ client: inngest, functions: [[{ job: a }]].flat().map((each) => each.job) });",
        {"a": "+", "b": "-", "c": "-"}),
    "lists mapped to what another makes": (
        "import { a } from './fns';\nimport { make } from 'tools';\n"
        "serve({ client: inngest, functions: [a].flatMap((each) => make(each)) });",
        {"a": "+", "b": "?", "c": "?"}),
    "a set": (
        "import { a } from './fns';\nconst set = new Set([a]);\n"
        "serve({ client: inngest, functions: [...set] });",
        {"a": "+", "b": "-", "c": "-"}),
    "a map, which keeps one of each key": (
        "import { a } from './fns';\nconst map = new Map([['a', a]]);\n"
        "serve({ client: inngest, functions: [...map.values()] });",
        {"a": "?", "b": "?", "c": "?"}),
    "promises": (
        "import { a } from './fns';\n"
        "serve({ client: inngest, functions: await Promise.all([a, import('./fns').b]) });",
        {"a": "+", "c": "-"}),
    "serve that is loaded later": (
        "import { a } from './fns';\nexport const route = async (request: Request) => {\n"
        "  const next = await import('inngest/hono');\n"
        "  return next.serve({ client: inngest, functions: [a] })(request);\n};",
        {"a": "+", "b": "-", "c": "-"}),
    "serve that is loaded at once": (
        "import { a } from './fns';\nexport const route = async (request: Request) =>\n"
        "  (await import('inngest/hono')).serve({ client: inngest, functions: [a] })(request);",
        {"a": "?", "b": "?", "c": "?"}),
    "a list of files": (
        "const found = import.meta.glob('./jobs/*.ts', { eager: true });\n"
        "serve({ client: inngest, functions: Object.values(found).map((each) => each.default) });",
        {"a": "?", "b": "?", "c": "?"}),
    "modules that it finds": (
        "import { readdir } from 'node:fs/promises';\nconst found: any[] = [];\n"
        "for (const file of await readdir('./jobs')) {\n"
        "  const loaded = await import(`./jobs/${file}`);\n"
        "  found.push({ file, made: loaded.default });\n}\n"
        "serve({ client: inngest, functions: found.map((each) => each.made) });",
        {"a": "?", "b": "?", "c": "?"}),
    "options from elsewhere": (
        "import { a, b } from './fns';\nimport { options } from 'settings';\n"
        "serve({ client: inngest, ...options });\nvoid a;",
        {"a": "?", "b": "?", "c": "?"}),
    "members of what a factory gives": (
        "import { makeFunctions } from './factory';\nconst fns = makeFunctions(inngest);\n"
        "serve({ client: inngest, functions: [fns.a, fns.b] });",
        {"a": "+", "b": "+", "c": "-"}),
    "what a factory gives, taken apart": (
        "import { makeFunctions } from './factory';\n"
        "const { a, b: other } = makeFunctions(inngest);\n"
        "serve({ client: inngest, functions: [a, other] });",
        {"a": "+", "b": "+", "c": "-"}),
    "members of the call itself": (
        "import { makeFunctions } from './factory';\n"
        "serve({ client: inngest, functions: [makeFunctions(inngest).a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "all that a factory gives": (
        "import { makeFunctions } from './factory';\nconst fns = makeFunctions(inngest);\n"
        "serve({ client: inngest, functions: [...Object.values(fns as Record<string, any>)] });",
        {"a": "+", "b": "+", "c": "+"}),
    "what a factory gives, handed on": (
        "import { makeFunctions } from './factory';\n"
        "export const fns = makeFunctions(inngest);\n"
        "serve({ client: inngest, functions: [fns.a] });",
        {"a": "+", "b": "?", "c": "?"}),
    "a factory of a list": (
        "import { listFunctions } from './factory';\n"
        "serve({ client: inngest, functions: listFunctions(inngest) });",
        {"d": "+", "e": "+"}),
    "a factory of a list, with more": (
        "import { a } from './fns';\nimport { listFunctions } from './factory';\n"
        "serve({ client: inngest, functions: [a, ...listFunctions(inngest)] });",
        {"a": "+", "b": "-", "c": "-", "d": "+", "e": "+"}),
    "a factory of one": (
        "import { makeOne } from './factory';\nconst one = makeOne(inngest, 'f');\n"
        "serve({ client: inngest, functions: [one] });",
        {"f": "+"}),
    "a list that an object gives": (
        "import type { Jobs } from './factory';\n"
        "export class Route {\n  constructor(private readonly jobs: Jobs) {}\n"
        "  handler = serve({ client: inngest, functions: this.jobs.list() });\n}",
        {"g": "+", "h": "?"}),
    "a list that an object from a container gives": (
        "import { Jobs } from './factory';\nconst jobs = app.get(Jobs);\n"
        "serve({ client: inngest, functions: [...jobs.list()] });",
        {"g": "+", "h": "?"}),
    "options that a function gives": (
        "async function setup() {\n  const { a, b } = await import('./fns');\n"
        "  if (!a) return null;\n"
        "  return { client: inngest, functions: [a, b] };\n}\n"
        "const options = await setup();\nserve(options);",
        {"a": "+", "b": "+", "c": "-"}),
    "options that a function has from elsewhere": (
        "import { more } from 'settings';\nimport { a } from './fns';\n"
        "const setup = () => ({ client: inngest, ...more, a });\nserve(setup());",
        {"a": "+", "b": "?", "c": "?"}),
    "what a promise gives": (
        "import { a } from './fns';\n"
        "const load = async () => [a];\n"
        "load().then((functions) => serve({ client: inngest, functions }));",
        {"a": "+", "b": "-", "c": "-"}),
    "options that a promise gives": (
        "import { a } from './fns';\n"
        "async function setUp() { return { client: inngest, functions: [a] }; }\n"
        "setUp().then((options) => serve(options));",
        {"a": "+", "b": "-", "c": "-"}),
    "taken out of what a promise gives": (
        "import { a } from './fns';\n"
        "const setUp = async () => ({ all: { functions: [a] } });\n"
        "setUp().then(({ all }) => serve({ client: inngest, functions: all.functions }));",
        {"a": "+", "b": "-", "c": "-"}),
    "taken out of what a function gives": (
        "import { a, b } from './fns';\n"
        "async function load(late) {\n"
        "  if (late) return { functions: [a] };\n"
        "  return { functions: [b] };\n"
        "}\n"
        "const { functions } = await load(process.env.LATE);\n"
        "serve({ client: inngest, functions });",
        {"a": "+", "b": "+", "c": "-"}),
    "taken out of what another package gives": (
        "import { load } from 'elsewhere';\n"
        "const { functions } = await load();\n"
        "serve({ client: inngest, functions });",
        {"a": "?", "b": "?", "c": "?"}),
    "an entry that leads nowhere": (
        "import { b } from './fns';\nimport { a } from './gone';\n"
        "serve({ client: inngest, functions: [a, b] });",
        {"a": "?", "b": "+", "c": "-"}),
    "a serve that is handed on": (
        "import { a } from './fns';\nimport { mount } from 'tools';\nmount(serve, { a });",
        {"a": "?", "b": "?", "c": "?"}),
}  # fmt: skip
PYTHON_SERVED = {
    "a literal list": ("serve(app, client, [fns.a, fns.b])", {"a": "+", "b": "+", "c": "-"}),
    "a sum of lists": (
        "ONE = [fns.a]\nserve(app, client, ONE + [fns.b])", {"a": "+", "b": "+", "c": "-"}),
    "a list that is added to": (
        "ALL = [fns.a]\nALL.append(fns.b)\nserve(app, client, ALL)",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that lists are added to": (
        "ALL = []\nALL.extend([fns.a])\nALL += [fns.b]\nserve(app, client, ALL)",
        {"a": "+", "b": "+", "c": "-"}),
    "a list that another package adds to": (
        "from tools import find\nALL = [fns.a]\nALL.extend(find())\nserve(app, client, ALL)",
        {"a": "+", "b": "?", "c": "?"}),
    "a list that a function adds to": (
        "ALL = []\ndef register(one):\n    ALL.append(one)\n"
        "register(fns.a)\nregister(one=fns.b)\nserve(app, client, ALL)",
        {"a": "+", "b": "+", "c": "-"}),
    "a list by condition": (
        "serve(app, client, [fns.a, *([fns.b] if DEV else [])])", {"a": "+", "b": "+", "c": "-"}),
    "a function that returns the list": (
        "def all_of_them():\n    return [fns.a, fns.b]\nserve(app, client, all_of_them())",
        {"a": "+", "b": "+", "c": "-"}),
    "a parameter": (
        "def mount(served):\n    serve(app, client, served)\nmount([fns.a])",
        {"a": "+", "b": "-", "c": "-"}),
    "a parameter by its name": (
        "def mount(app, *, functions=None):\n    serve(app, client, functions)\n"
        "mount(app, functions=[fns.a])",
        {"a": "+", "b": "-", "c": "-"}),
    "a list that is given later": (
        "ALL = []\nif DEV:\n    ALL = [fns.a]\nserve(app, client, ALL)",
        {"a": "+", "b": "-", "c": "-"}),
    "a list made by another package": (
        "from tools import collect\nserve(app, client, collect(fns))",
        {"a": "?", "b": "?", "c": "?"}),
}  # fmt: skip
# The files that serve by other means than an adapter of the SDK.
OTHERS = {
    "a handler of one's own": (
        "import { InngestCommHandler } from 'inngest';\n"
        "export const route = new InngestCommHandler({ frameworkName: 'own', client: inngest,"
        " functions: [a], handler: () => ({}) }).createHandler();",
        {"a": "+", "b": "-", "c": "-"}),
    "a handler of one's own, made by a function": (
        "import { InngestCommHandler } from 'inngest';\n"
        "function mount(options) {\n"
        "  return new InngestCommHandler({ frameworkName: 'own', ...options }).createHandler();\n"
        "}\nexport const route = mount({ client: inngest, functions: [a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "a package around the SDK": (
        "import { serve as mount } from '@mastra/inngest';\n"
        "export const route = mount({ mastra, inngest, functions: [a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "a package around the SDK that is given an adapter": (
        "import { createServe } from '@mastra/inngest';\nimport adapter from 'adapter';\n"
        "const mount = createServe(adapter);\n"
        "export const route = mount({ mastra, inngest, functions: [a] });",
        {"a": "+", "b": "-", "c": "-"}),
    "a package around the SDK that finds them": (
        "import { serve as mount } from '@mastra/inngest';\n"
        "export const route = mount({ mastra, inngest });",
        {"a": "?", "b": "?", "c": "?"}),
    "a connection, its apps elsewhere": (
        "import { connect } from 'inngest/connect';\n"
        "const apps = [{ client: inngest, functions: [a] }];\nawait connect({ apps });",
        {"a": "+", "b": "-", "c": "-"}),
    "a connection of all of a client": (
        "import { connect } from 'inngest/connect';\n"
        "const apps = [{ client: inngest }];\nawait connect({ apps });",
        {"a": "+", "b": "+", "c": "+"}),
    "a connection, its apps computed": (
        "import { connect } from 'inngest/connect';\n"
        "const apps = [inngest].map((client) => ({ client, functions: [a] }));\n"
        "await connect({ apps });",
        {"a": "+", "b": "?", "c": "?"}),
}  # fmt: skip
MOUNT = """\
import { serve } from "inngest/next";
import { inngest } from "./client";
export function mount({ functions }: { functions: any[] }) {
  return serve({ client: inngest, functions });
}
"""
SIGNS = {"served": "+", "not served": "-", "unclear": "?"}


def standings(project: Codebase) -> dict[str, str]:
    told = serving(project)
    return {each.id or "": SIGNS[told.standing(each).verdict] for each in project.functions}


@pytest.mark.parametrize("case", SERVED)
def test_what_is_served(case: str) -> None:
    route, expected = SERVED[case]
    sources = Sources({"client.ts": CLIENT.encode(), "route.ts": (ROUTE + route).encode()})
    sources["fns.ts"] = THREE.encode()
    if "./mount" in route:
        sources["mount.ts"] = MOUNT.encode()
        sources["route.ts"] = route.encode()
    if "./factory" in route:
        sources["factory.ts"] = FACTORY.encode()
        if "./fns" not in route:
            del sources["fns.ts"]
    found = standings(Codebase(sources))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_served_by_other_means(case: str) -> None:
    route, expected = OTHERS[case]
    head = "import { inngest } from './client';\nimport { a } from './fns';\n"
    sources = Sources({"client.ts": CLIENT.encode(), "fns.ts": THREE.encode()})
    sources["route.ts"] = (head + route).encode()
    assert standings(Codebase(sources)) == expected


@pytest.mark.parametrize("case", PYTHON_SERVED)
def test_what_is_served_in_python(case: str) -> None:
    served, expected = PYTHON_SERVED[case]
    sources = Sources({"app/__init__.py": b"", "app/client.py": PYTHON_CLIENT.encode()})
    sources["app/fns.py"] = PYTHON_THREE.encode()
    head = (
        "from inngest.fast_api import serve\nfrom app import fns\nfrom app.client import client\n"
    )
    sources["app/main.py"] = f"{head}client = own.client\n{served}\n".encode()
    assert standings(Codebase(sources)) == expected


@pytest.mark.parametrize(
    "head",
    [
        "from inngest.fast_api import serve as mount\nfrom app.fns import a, b\nALL = [a, b]\n",
        "from inngest.fast_api import serve as mount\nfrom app.fns import *\nALL = [a, b]\n",
        "from inngest.fast_api import serve as mount\nfrom app.jobs import ALL\n",
    ],
    ids=["by another name", "all names of a module", "a package of all names"],
)
def test_names_that_python_gives_on(head: str) -> None:
    served = "from app.client import client\nmount(app, client, ALL)\n"
    sources = Sources({"app/__init__.py": b"", "app/client.py": PYTHON_CLIENT.encode()})
    sources["app/fns.py"] = PYTHON_THREE.encode()
    sources["app/jobs/__init__.py"] = b"from app.fns import *\nALL = [a, b]\n"
    sources["app/main.py"] = (head + served).encode()
    assert standings(Codebase(sources)) == {"a": "+", "b": "+", "c": "-"}


def test_connect_without_functions_serves_those_of_its_client() -> None:
    sources = Sources({"client.ts": CLIENT.encode(), "fns.ts": THREE.encode()})
    sources["worker.ts"] = b"""\
import { connect } from "inngest/connect";
import { inngest } from "./client";
import "./fns";
await connect({ apps: [{ client: inngest }] });
"""
    sources["other.ts"] = b"""\
import { Inngest } from "inngest";
const other = new Inngest({ id: "other" });
export const d = other.createFunction({ id: "d" }, { event: "x/d" }, async () => {});
"""
    assert standings(Codebase(sources)) == {"a": "+", "b": "+", "c": "+", "d": "-"}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("export const x = 1;", "-"),
        ('import { something } from "inngest/not-yet-known";', "?"),
        ('import { serve } from "@mastra/inngest";', "?"),
        ('import { InngestCommHandler } from "inngest";', "?"),
        ('import { useRealtime } from "inngest/react";', "-"),
        ('import { createAgent } from "@inngest/agent-kit";', "-"),
        ('import { createServer } from "@inngest/agent-kit/server";', "?"),
    ],
)
def test_what_may_serve_unseen(file: str, expected: str) -> None:
    sources = Sources({"client.ts": CLIENT.encode(), "fns.ts": THREE.encode()})
    sources["server.ts"] = file.encode()
    project = Codebase(sources)
    assert set(standings(project).values()) == {expected}
    if expected == "?":
        told = serving(project).standing(project.functions[0])
        assert told.why == "`server.ts` may serve functions"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("// décodeur", "-"), ('// décodeur\nimport { inngest } from "./client";', "?")],
)
def test_what_was_not_read_may_serve_when_it_says_inngest(text: str, expected: str) -> None:
    sources = Sources({"client.ts": CLIENT.encode(), "fns.ts": THREE.encode()})
    sources["public/decoder.js"] = text.encode("latin-1")
    assert set(standings(Codebase(sources)).values()) == {expected}


def projects() -> Iterator[tuple[str, Sources]]:
    """Every project of several files that this repository has to test rules with."""
    for each in rule_cases():
        yield each.id, present({path: text.encode() for path, text in each.files.items()})
    for folder in sorted((Path(__file__).parent.parent / "corpus" / "projects").iterdir()):
        paths = [path for path in folder.rglob("*") if path.is_file()]
        yield (
            folder.name,
            present({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}),
        )
    for case, (route, _) in SERVED.items():
        yield (
            case,
            Sources(
                {
                    "client.ts": CLIENT.encode(),
                    "fns.ts": THREE.encode(),
                    "factory.ts": FACTORY.encode(),
                    "route.ts": (ROUTE + route).encode(),
                }
            ),
        )


def test_list_and_check_agree() -> None:
    apart: list[str] = []
    seen = 0
    rules = chosen_rules(["unregistered-function"])
    for name, sources in projects():
        project = Codebase(sources)
        if not project.functions:
            continue
        shown = {
            (item.path, item.id)
            for item in inventory_of(project).functions
            if item.registration == "NOT REGISTERED"
        }
        # A new project: `check` must not live on what `list` has found out.
        report = check_project(Codebase(sources), (), rules, Terms(), processes=1)
        said = {
            (each.path, each.function)
            for each in (*report.diagnostics, *(one.diagnostic for one in report.suppressed))
            if each.rule == "unregistered-function" and each.function
        }
        seen += len(shown)
        if shown != said:
            apart.append(f"{name}: list {shown - said}, check {said - shown}")
    assert apart == []
    assert seen > 100
