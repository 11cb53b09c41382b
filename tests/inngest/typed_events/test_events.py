"""Typed events: found in every form, added and removed in the form that is there."""

from collections.abc import Iterable, Mapping
from textwrap import dedent

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.typed_events.events import (
    EventDefinition,
    EventModule,
    add_event,
    event_users,
    find_event_modules,
    find_events,
    remove_event,
)
from scaffold.inngest.typed_events.fields import Field, parse_fields
from scaffold.syntax.source import Source


class Tree(dict[str, bytes]):
    """Files in memory."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        super().__init__(
            {
                path: dedent(text).encode() if isinstance(text, str) else text
                for path, text in files.items()
            }
        )

    def read(self, path: str) -> bytes | None:
        return self.get(path)

    def paths(self) -> Iterable[str]:
        return list(self)


ID = Field("id", "str")
ZOD_4 = '{"dependencies": {"inngest": "^4.24.0", "zod": "^4.0.0"}}'

V4 = """\
import { eventType } from "inngest";
import { z } from "zod";

export const orderPlaced = eventType("order/placed", {
  schema: z.object({ orderId: z.string(), total: z.number() }),
});
"""
V3_CLIENT = """\
import { EventSchemas, Inngest } from "inngest";
import type { Events } from "./events";

export const inngest = new Inngest({
  id: "shop",
  schemas: new EventSchemas().fromRecord<Events>(),
});
"""
PYTHON = """\
from typing import ClassVar

from pydantic import BaseModel


class AppEvent(BaseModel):
    event_name: ClassVar[str]


class OrderPlaced(AppEvent):
    event_name: ClassVar[str] = "order/placed"
    order_id: str
"""


def found(files: dict[str, str | bytes]) -> list[tuple[str, str, str, str]]:
    return [
        (each.name, each.symbol, each.path, each.form)
        for each in find_events(Codebase(Tree(files)))
    ]


def assert_adds(
    files: dict[str, str | bytes],
    path: str,
    after: str,
    *,
    name: str = "user/created",
    data: str = "userId:str",
) -> EventDefinition:
    """Add an event; check text, syntax, that it is found, a second run, and the way back."""
    tree = Tree(files)
    module = find_event_modules(Codebase(tree))[0]
    assert module.path == path
    definition, contents = add_event(Codebase(tree), module, name, parse_fields(data))
    assert {key: text.decode() for key, text in contents.items()} == {path: dedent(after)}
    added = Tree({**tree, **contents})
    assert not Source.parse(path, added[path]).has_error
    (again,) = [each for each in find_events(Codebase(added)) if each.name == name]
    assert (again.symbol, again.path, again.form) == (
        definition.symbol,
        definition.path,
        definition.form,
    )
    assert again.complete
    assert remove_event(Codebase(added), definition) == {path: tree[path]}
    return definition


# --- found


def test_finds_event_types() -> None:
    source = """\
    import { eventType as define, staticSchema } from "inngest";
    import { z } from "zod";
    const address = z.object({ street: z.string(), note: z.string().optional() });
    type Paid = { id: string; total: number; tags?: string[]; at: Date };
    export const a = define("a/one", { schema: z.object({ id: z.int(), at: z.iso.datetime() }) });
    export const b = define("a/two", { schema: address });
    export const c = define('a/three', { schema: staticSchema<Paid>() });
    export const d = define("a/four");
    const e = define("a/five");
    export { e };
    export const events = { six: define("a/six") };
    const hidden = define("a/seven");
    // export const gone = define("a/gone");
    export const f = define(`a/${hidden}`);
    """
    events = {each.name: each for each in find_events(Codebase(Tree({"events.ts": source})))}
    assert [each.symbol for each in events.values()] == [
        "a",
        "b",
        "c",
        "d",
        "e",
        "events.six",
        "hidden",
    ]
    assert events["a/one"].fields == (Field("id", "int"), Field("at", "datetime"))
    assert events["a/two"].fields == (
        Field("street", "str"),
        Field("note", "str", optional=True),
    )
    assert events["a/three"].fields == (
        ID,
        Field("total", "float"),
        Field("tags", "str", optional=True, list=True),
    )
    assert not events["a/three"].complete
    assert events["a/four"].fields is None
    assert events["a/five"].exported
    assert not events["a/seven"].exported


NAMES = """\
export const PAID = "order/paid";
export const NAMES = { done: "order/done", deep: { sent: "mail/sent" }, PAID } as const;
export const FROZEN = Object.freeze({ kept: "order/kept" });
export enum Ev { Lost = "order/lost", Number = 3 }
export class Events { static readonly MADE = "order/made"; }
export default "order/default";
export let nothing;
"""


@pytest.mark.parametrize(
    ("statement", "expression", "name"),
    [
        ("", '"order/paid"', "order/paid"),
        ('const PAID = "order/paid";', "PAID", "order/paid"),
        ('const PAID = "order/paid" as const;', "(PAID)", "order/paid"),
        ('import { PAID } from "./names";', "PAID", "order/paid"),
        ('import { PAID as P } from "./names";', "P", "order/paid"),
        ('import { PAID } from "./barrel";', "PAID", "order/paid"),
        ('import { NAMES } from "./names";', "NAMES.done", "order/done"),
        ('import { NAMES } from "./names";', 'NAMES["done"]', "order/done"),
        ('import { NAMES } from "./names";', "NAMES.deep.sent", "mail/sent"),
        ('import { NAMES } from "./names";', "NAMES.PAID", "order/paid"),
        ('import { FROZEN } from "./names";', "FROZEN.kept", "order/kept"),
        ('import { Ev } from "./names";', "Ev.Lost", "order/lost"),
        ('import { Events } from "./names";', "Events.MADE", "order/made"),
        ('import { Events } from "./names";', '(<any>Events)["MADE"]!', "order/made"),
        ('import * as names from "./names";', "names.PAID", "order/paid"),
        ('import * as names from "./names";', "names.NAMES.done", "order/done"),
        ('import * as names from "./names";', "names.Ev.Lost", "order/lost"),
        ('import { nothing } from "./names";', "nothing", None),
        ('import { Ev } from "./names";', "Ev.Number", None),
        ('import { NAMES } from "./names";', "NAMES.gone", None),
        ('import { gone } from "./names";', "gone", None),
        ('import { PAID } from "elsewhere";', "PAID", None),
        ("const a = b;\nconst b = a;", "a", None),
        ("", "process.env.NAME", None),
    ],
)
def test_an_event_type_is_named_by_a_constant(
    statement: str, expression: str, name: str | None
) -> None:
    source = f'import {{ eventType }} from "inngest";\n{statement}\n'
    source += f"export const made = eventType({expression});\n"
    files: dict[str, str | bytes] = {
        "names.ts": NAMES,
        "barrel.ts": 'export * from "./names";\n',
        "events.ts": source,
    }
    assert found(files) == ([(name, "made", "events.ts", "event-type")] if name else [])


def test_the_parameter_of_a_factory_is_no_constant() -> None:
    source = """\
    import { eventType } from "inngest";
    const name = "order/paid";
    export const make = (name: string) => eventType(name);
    """
    assert found({"events.ts": source}) == []


def test_adds_beside_events_that_constants_name() -> None:
    before = """\
    import { eventType } from "inngest";
    import { z } from "zod";
    import { PAID } from "./names";

    export const orderPaid = eventType(PAID, { schema: z.object({ id: z.string() }) });
    """
    after = """\
    import { eventType } from "inngest";
    import { z } from "zod";
    import { PAID } from "./names";

    export const orderPaid = eventType(PAID, { schema: z.object({ id: z.string() }) });

    export const userCreated = eventType("user/created", {
      schema: z.object({ userId: z.string() }),
    });
    """
    assert_adds({"events.ts": before, "names.ts": NAMES}, "events.ts", after)


def test_removes_an_event_that_a_constant_names_with_its_import() -> None:
    source = """\
    import { eventType } from "inngest";
    import { PAID } from "./names";

    export const orderLost = eventType("order/lost");

    export const orderPaid = eventType(PAID);
    """
    after = """\
    import { eventType } from "inngest";

    export const orderLost = eventType("order/lost");
    """
    tree = Tree({"events.ts": source, "names.ts": NAMES})
    (paid,) = [each for each in find_events(Codebase(tree)) if each.name == "order/paid"]
    assert remove_event(Codebase(tree), paid) == {"events.ts": dedent(after).encode()}


@pytest.mark.parametrize(
    ("statement", "symbol"),
    [
        ('export const map = { won: eventType("lead/won") };', "map.won"),
        ('export const map = Object.freeze({ won: eventType("lead/won") });', "map.won"),
        ('export const won = eventType("lead/won").withData();', "won"),
        ('export const f = app.createFunction({ triggers: [eventType("lead/won")] }, h);', ""),
        ('export const f = app.createFunction({ triggers: eventType("lead/won") }, h);', ""),
        ('export const all = [eventType("lead/won")];', ""),
        ('export const make = () => eventType("lead/won");', ""),
        ('app.send(eventType("lead/won").create({}));', ""),
    ],
)
def test_only_what_can_be_named_has_a_symbol(statement: str, symbol: str) -> None:
    source = f'import {{ eventType }} from "inngest";\n{statement}\n'
    assert found({"a.ts": source}) == [("lead/won", symbol, "a.ts", "event-type")]


def test_an_event_type_of_another_package_is_none() -> None:
    assert found({"a.ts": 'import { eventType } from "other"; eventType("a/b"); // inngest'}) == []
    assert found({"a.ts": 'const eventType = (n: string) => n; eventType("inngest/x");'}) == []


@pytest.mark.parametrize(
    "type_text",
    [
        'export type Events = { "a/b": { data: { id: string } } };',
        'export interface Events { "a/b": { data: { id: string } } }',
        'type Data = { id: string };\nexport type Events = { "a/b": { data: Data } };',
        'type Entry = { data: { id: string } };\nexport type Events = { "a/b": Entry };',
        'type All = { "a/b": { data: { id: string } } };\nexport type { All as Events };',
        "type One = { 'a/b': { data: { id: string } } };\nexport type Events = One & {};",
    ],
)
def test_finds_the_record_type_of_the_client(type_text: str) -> None:
    tree = Tree({"lib/events.ts": type_text, "lib/client.ts": V3_CLIENT})
    (event,) = find_events(Codebase(tree))
    assert (event.name, event.symbol, event.path, event.form) == (
        "a/b",
        "",
        "lib/events.ts",
        "record",
    )
    assert event.fields == (ID,)


def test_finds_types_written_inside_the_call_and_several_calls() -> None:
    client = """\
    import { EventSchemas as Schemas, Inngest } from "inngest";
    import { z } from "zod";
    const more = { "c/d": { data: z.object({ id: z.string() }) } } as const;
    export const client = new Inngest({
      id: "x",
      schemas: new Schemas()
        .fromRecord<{ "a/b": { data: { id: string } } }>()
        .fromZod(more)
        .fromSchema({ "e/f": z.object({ id: z.string() }) }),
    });
    """
    assert found({"client.ts": client}) == [
        ("e/f", "", "client.ts", "schemas"),
        ("c/d", "", "client.ts", "schemas"),
        ("a/b", "", "client.ts", "record"),
    ]
    assert all(each.fields == (ID,) for each in find_events(Codebase(Tree({"client.ts": client}))))


def test_finds_unions() -> None:
    client = """\
    import { EventSchemas, Inngest } from "inngest";
    type A = { name: "a/b"; data: { id: string } };
    interface C { name: "c/d"; data: { total: number } }
    type Events = A | C;
    const schemas = new EventSchemas().fromUnion<Events>();
    export const inngest = new Inngest({ id: "x", schemas });
    """
    assert [each[0] for each in found({"client.ts": client})] == ["a/b", "c/d"]


def test_a_type_that_is_never_handed_over_declares_nothing() -> None:
    assert found({"events.ts": 'export type Events = { "a/b": { data: {} } };'}) == []


def test_finds_pydantic_models() -> None:
    source = """\
    from typing import ClassVar, Optional
    import typing
    from datetime import datetime
    from pydantic import AwareDatetime, BaseModel
    from typing import cast

    NAMES = {"four": "a/four"}

    class Base(BaseModel):
        event_name: ClassVar[str]

    class One(Base):
        \"\"\"Docs.\"\"\"
        event_name: ClassVar[str] = "a/one"
        id: str
        at: AwareDatetime
        note: Optional[str] = None
        tags: list[str]

    @frozen
    class Two(BaseModel):
        name: typing.ClassVar[str] = 'a/two'
        total: float | None = None
        shape: Shape

    class Three(Base):
        event_name = "a/three"

    class Four(Base):
        event_name: ClassVar[str] = cast(str, NAMES["four"])

    class NotAnEvent(BaseModel):
        name: str = "a/b"
    """
    events = {each.name: each for each in find_events(Codebase(Tree({"app/events.py": source})))}
    assert [each.symbol for each in events.values()] == ["One", "Two", "Three", "Four"]
    assert events["a/one"].fields == (
        ID,
        Field("at", "datetime"),
        Field("note", "str", optional=True),
        Field("tags", "str", list=True),
    )
    assert events["a/one"].complete
    assert events["a/two"].fields == (Field("total", "float", optional=True),)
    assert not events["a/two"].complete


# --- the module a new event goes to


def test_no_typed_events_no_module() -> None:
    tree = Tree(
        {
            "client.ts": 'import { Inngest } from "inngest";\nnew Inngest({ id: "x" });\n',
            "app.py": "import inngest\nclient = inngest.Inngest(app_id='x')\n",
        }
    )
    assert find_event_modules(Codebase(tree)) == []


def test_an_empty_event_module_is_one() -> None:
    tree = Tree({"lib/events.ts": V4.split("\nexport")[0]})
    assert find_event_modules(Codebase(tree)) == [
        EventModule("lib/events.ts", "event-type", "", ())
    ]


def test_the_module_with_the_most_events_comes_first() -> None:
    user = V4.replace("order/placed", "user/left").replace("orderPlaced", "userLeft")
    many = V4 + V4.split("\n\n")[1].replace("order/placed", "order/paid").replace("Placed", "Paid")
    tree = Tree({"events/order.ts": many, "events/user.ts": user})
    assert [module.path for module in find_event_modules(Codebase(tree))] == [
        "events/order.ts",
        "events/user.ts",
    ]


def test_the_sdk_leaves_out_the_forms_of_others() -> None:
    tree = Tree({"events.ts": V4, "app/events.py": PYTHON})
    assert [module.path for module in find_event_modules(Codebase(tree), "python")] == [
        "app/events.py"
    ]
    assert [module.path for module in find_event_modules(Codebase(tree), "v4")] == ["events.ts"]
    assert find_event_modules(Codebase(tree), "v3") == []


# --- added and removed: eventType


def test_adds_an_event_type_in_order() -> None:
    definition = assert_adds(
        {"lib/events.ts": V4},
        "lib/events.ts",
        V4
        + """
export const userCreated = eventType("user/created", {
  schema: z.object({ userId: z.string() }),
});
""",
    )
    assert definition == EventDefinition(
        "user/created", "userCreated", "lib/events.ts", "event-type", (Field("userId", "str"),)
    )


def test_adds_an_event_type_before_the_first() -> None:
    head, body = V4.split("\n\n", 1)
    documented = f"{head}\n\n/** An order came in. */\n{body}"
    assert_adds(
        {"lib/events.ts": documented},
        "lib/events.ts",
        f"""{head}

export const aFirst = eventType("a/first", {{
  schema: z.object({{ id: z.string() }}),
}});

/** An order came in. */
{body}""",
        name="a/first",
        data="id:str",
    )


def test_adds_an_event_type_last_when_the_others_are_in_no_order() -> None:
    before = """\
    import { eventType } from 'inngest'
    import { z } from 'zod'

    export const zoo = eventType('zoo/opened', { schema: z.object({ id: z.string() }) })
    export const ant = eventType('ant/died', { schema: z.object({ id: z.string() }) }) // last
    """
    assert_adds(
        {"events.ts": before},
        "events.ts",
        dedent(before)
        + "export const beeLeft = eventType('bee/left', {\n"
        + "  schema: z.object({ id: z.string() }),\n})\n",
        name="bee/left",
        data="id:str",
    )


def test_long_event_types_are_broken_as_prettier_breaks_them() -> None:
    assert_adds(
        {"events.ts": V4},
        "events.ts",
        V4
        + """
export const warehouseShipmentReceivedAndChecked = eventType(
  "warehouse/shipment.received-and-checked",
  {
    schema: z.object({
      shipmentId: z.string(),
      receivedAt: z.iso.datetime({ offset: true }),
      weights: z.array(z.number()).optional(),
    }),
  },
);
""",
        name="warehouse/shipment.received-and-checked",
        data="shipmentId:str,receivedAt:datetime,weights:float[]?",
    )


def test_adds_the_imports_an_event_type_needs() -> None:
    assert_adds(
        {
            "package.json": ZOD_4,
            "events.ts": """\
            import { eventType } from "inngest";

            export const a = eventType("a/b");
            """,
        },
        "events.ts",
        """\
        import { eventType } from "inngest";
        import { z } from "zod";

        export const a = eventType("a/b");

        export const userCreated = eventType("user/created", {
          schema: z.object({ userId: z.string() }),
        });
        """,
    )


def test_without_zod_the_schema_is_a_type() -> None:
    assert_adds(
        {
            "events.ts": """\
            import { eventType } from 'inngest';

            export const a = eventType('a/b');
            """
        },
        "events.ts",
        """\
        import { eventType, staticSchema } from 'inngest';

        export const a = eventType('a/b');

        export const userCreated = eventType('user/created', {
          schema: staticSchema<{ userId: string; seen?: boolean }>(),
        });
        """,
        data="userId:str,seen:bool?",
    )


@pytest.mark.parametrize(
    ("import_line", "package", "expected"),
    [
        ('import { z } from "zod";', "^3.23.0", "z.number().int()"),
        ('import { z } from "zod";', "^4.1.0", "z.int()"),
        ('import { z } from "zod/v4";', "^3.25.0", "z.int()"),
        ('import { z } from "zod/v3";', "^4.0.0", "z.number().int()"),
        ('import * as zod from "zod";', "^4.0.0", "zod.int()"),
    ],
)
def test_the_zod_at_hand_decides(import_line: str, package: str, expected: str) -> None:
    tree = Tree(
        {
            "apps/web/package.json": f'{{"dependencies": {{"zod": "{package}"}}}}',
            "apps/web/events.ts": f'import {{ eventType }} from "inngest";\n{import_line}\n',
        }
    )
    module = find_event_modules(Codebase(tree))[0]
    _, contents = add_event(Codebase(tree), module, "a/b", parse_fields("count:int"))
    assert f"{{ count: {expected} }}".encode() in contents["apps/web/events.ts"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("final", [True, False])
def test_bytes_survive(newline: str, mark: bytes, final: bool) -> None:
    for path, text in [("events.ts", V4), ("events.py", PYTHON)]:
        if path.endswith(".py") and mark:
            continue
        text = text if final else text.rstrip("\n")
        before = mark + text.replace("\n", newline).encode()
        tree = Tree({path: before})
        module = find_event_modules(Codebase(tree))[0]
        definition, contents = add_event(
            Codebase(tree), module, "user/left", parse_fields("at:datetime")
        )
        after = contents[path]
        assert after.startswith(mark + before[len(mark) : 8])
        assert after.endswith(b"\n") == final
        assert (b"\r\n" in after) == (newline == "\r\n")
        assert after.count(b"\n") == (
            after.count(b"\r\n") if newline == "\r\n" else after.count(b"\n")
        )
        assert remove_event(Codebase(Tree(contents)), definition) == {path: before}


# --- added and removed: record types


def test_adds_to_a_record_type_in_another_module() -> None:
    events = """\
    export type Events = {
      // Orders.
      "order/placed": { data: { orderId: string } }; // paid
    };
    """
    assert_adds(
        {"lib/events.ts": events, "lib/client.ts": V3_CLIENT},
        "lib/events.ts",
        """\
        export type Events = {
          // Orders.
          "order/placed": { data: { orderId: string } }; // paid
          "user/created": { data: { userId: string } };
        };
        """,
    )


def test_adds_before_the_first_of_a_record_type() -> None:
    assert_adds(
        {
            "lib/events.ts": """\
            export interface Events {
                // One entry per event.
                'order/placed': { data: { orderId: string } }
                'order/sent': { data: { orderId: string } }
            }
            """,
            "lib/client.ts": V3_CLIENT,
        },
        "lib/events.ts",
        """\
        export interface Events {
            // One entry per event.
            'a/b': { data: { id: string; n?: number } }
            'order/placed': { data: { orderId: string } }
            'order/sent': { data: { orderId: string } }
        }
        """,
        name="a/b",
        data="id:str,n:int?",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", '{\n  "user/created": { data: { userId: string } };\n}'),
        (
            "{\n  // One entry per event.\n}",
            '{\n  // One entry per event.\n  "user/created": { data: { userId: string } };\n}',
        ),
        (
            '{ "a/b": { data: {} } }',
            '{ "a/b": { data: {} }; "user/created": { data: { userId: string } } }',
        ),
        (
            '{ "a/b": { data: {} }; }',
            '{ "a/b": { data: {} }; "user/created": { data: { userId: string } }; }',
        ),
        (
            '{ "a/b": { data: {} }; "z/z": { data: {} } }',
            '{ "a/b": { data: {} }; "user/created": { data: { userId: string } }; '
            '"z/z": { data: {} } }',
        ),
        (
            '{ "z/z": { data: {} } }',
            '{ "user/created": { data: { userId: string } }; "z/z": { data: {} } }',
        ),
        (
            '{\n\t"a/b": { data: {} },\n\t"b/c": { data: {} }\n}',
            '{\n\t"a/b": { data: {} },\n\t"b/c": { data: {} },\n'
            '\t"user/created": { data: { userId: string } }\n}',
        ),
        (
            '{\n  "z/z": { data: {} };\n  "b/c": { data: {} };\n}',
            '{\n  "z/z": { data: {} };\n  "b/c": { data: {} };\n'
            '  "user/created": { data: { userId: string } };\n}',
        ),
        (
            '{\n  /** Last. */\n  "z/z": { data: {} };\n}',
            '{\n  "user/created": { data: { userId: string } };\n'
            '  /** Last. */\n  "z/z": { data: {} };\n}',
        ),
    ],
)
def test_record_type_layouts(before: str, after: str) -> None:
    assert_adds(
        {"lib/events.ts": f"export type Events = {before};\n", "lib/client.ts": V3_CLIENT},
        "lib/events.ts",
        f"export type Events = {after};\n",
    )


def test_adds_to_a_type_inside_the_call() -> None:
    client = """\
    import { EventSchemas, Inngest } from "inngest";
    export const inngest = new Inngest({
      id: "shop",
      schemas: new EventSchemas().fromRecord<{
        "a/b": { data: { id: string } };
      }>(),
    });
    """
    line = '        "a/b": { data: { id: string } };\n'
    assert_adds(
        {"client.ts": client},
        "client.ts",
        client.replace(line, line + '        "user/created": { data: { userId: string } };\n'),
    )


def test_adds_to_a_record_of_schemas() -> None:
    client = """\
    import { EventSchemas, Inngest } from "inngest";
    import { z } from "zod";
    const schemas = {
      "a/b": z.object({ id: z.string() }),
    };
    export const inngest = new Inngest({
      id: "shop",
      schemas: new EventSchemas().fromSchema(schemas),
    });
    """
    line = '      "a/b": z.object({ id: z.string() }),\n'
    assert_adds(
        {"client.ts": client},
        "client.ts",
        client.replace(line, line + '      "user/created": z.object({ userId: z.string() }),\n'),
    )
    wrapped = client.replace(
        "z.object({ id: z.string() })", "{ data: z.object({ id: z.string() }) }"
    )
    line = '      "a/b": { data: z.object({ id: z.string() }) },\n'
    entry = '      "user/created": { data: z.object({ userId: z.string() }) },\n'
    assert_adds({"client.ts": wrapped}, "client.ts", wrapped.replace(line, line + entry))


# --- added and removed: pydantic


def test_adds_a_model_and_the_import_of_its_date() -> None:
    definition = assert_adds(
        {"app/events.py": PYTHON},
        "app/events.py",
        PYTHON.replace("import BaseModel", "import AwareDatetime, BaseModel")
        + """

class UserCreated(AppEvent):
    event_name: ClassVar[str] = "user/created"
    user_id: str
    created_at: AwareDatetime
    note: str | None = None
""",
        data="userId:str,createdAt:datetime,note:str?",
    )
    assert definition.symbol == "UserCreated"
    assert definition.fields is not None
    assert definition.fields[0] == Field("user_id", "str")


def test_adds_the_first_model() -> None:
    empty = PYTHON.split("\n\n\nclass OrderPlaced")[0] + "\n"
    assert_adds(
        {"app/events.py": empty},
        "app/events.py",
        empty
        + """

class UserCreated(AppEvent):
    event_name: ClassVar[str] = "user/created"
    user_id: str
""",
    )


def test_a_model_is_written_as_its_siblings() -> None:
    before = """\
    import typing

    import pydantic


    class OrderPaid(pydantic.BaseModel):
        name: typing.ClassVar[str] = "order/paid"

        id: str
    """
    assert_adds(
        {"app/events.py": before},
        "app/events.py",
        dedent(before)
        + """

class UserCreated(pydantic.BaseModel):
    name: typing.ClassVar[str] = "user/created"

    at: pydantic.AwareDatetime
""",
        data="at:datetime",
    )


# --- refused


def test_refuses_a_symbol_that_is_taken() -> None:
    for path, text in [
        ("events.ts", V4 + "export const userCreated = 1;\n"),
        ("events.ts", V4 + "export function userCreated() {}\n"),
        ("events.ts", V4.replace("{ z }", "{ z, userCreated }")),
        ("events.py", PYTHON + "\nUserCreated = None\n"),
        ("events.py", PYTHON + "\nclass UserCreated: pass\n"),
    ]:
        tree = Tree({path: text})
        module = find_event_modules(Codebase(tree))[0]
        with pytest.raises(ScaffoldError, match="serCreated"):
            add_event(Codebase(tree), module, "user/created", [ID])


def test_refuses_a_file_with_a_syntax_error() -> None:
    tree = Tree({"events.ts": V4})
    module = find_event_modules(Codebase(tree))[0]
    broken = Tree({"events.ts": V4 + "const = ;\n"})
    with pytest.raises(ScaffoldError, match=r"`events\.ts:7`: the file could not be read in full"):
        add_event(Codebase(broken), module, "user/created", [ID])
    with pytest.raises(ScaffoldError, match="could not be read in full there"):
        remove_event(Codebase(broken), find_events(Codebase(tree))[0])


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("fromRecord<Other>()", []),
        ("fromRecord<Wrap<A>>()", []),
        ("fromRecord<typeof written>()", ["c/three"]),
        ("fromUnion<Other>()", []),
        ("fromZod([a, b])", ["a/one", "b/two"]),
        ('fromSchema({ "a/one": v.object({ id: v.string() }) })', ["a/one"]),
    ],
)
def test_refuses_events_that_are_no_record_written_out(call: str, names: list[str]) -> None:
    client = f"""\
    import {{ EventSchemas, Inngest }} from "inngest";
    import type {{ Other }} from "other-package";
    import * as v from "valibot";
    const a = z.object({{ name: z.literal("a/one"), data: z.object({{ id: z.string() }}) }});
    const b = z.object({{ name: z.literal("b/two"), data: z.object({{ id: z.string() }}) }});
    const written = {{ "c/three": {{}} as {{ data: {{ id: string }} }} }};
    export const inngest = new Inngest({{ id: "x", schemas: new EventSchemas().{call} }});
    """
    tree = Tree({"client.ts": client})
    assert [each.name for each in find_events(Codebase(tree))] == names
    module = find_event_modules(Codebase(tree))[0]
    with pytest.raises(ScaffoldError) as refusal:
        add_event(Codebase(tree), module, "user/created", [ID])
    assert "user/created" in refusal.value.hint


def test_adds_beside_computed_names() -> None:
    client = """\
    import { EventSchemas, Inngest } from "inngest";
    import { z } from "zod";
    const schemas = new EventSchemas().fromZod({
      [EVENTS.created]: { data: EVENTS.schema },
      [EVENTS.left]: { data: EVENTS.other }
    } as unknown as Schemas);
    """
    line = "      [EVENTS.left]: { data: EVENTS.other }\n"
    entry = '      "user/created": { data: z.object({ userId: z.string() }) }\n'
    assert_adds({"client.ts": client}, "client.ts", client.replace(line, line[:-1] + ",\n" + entry))


def test_removing_what_is_gone_changes_nothing() -> None:
    gone = EventDefinition("a/b", "aB", "events.ts", "event-type")
    assert remove_event(Codebase(Tree({"events.ts": V4})), gone) == {}
    assert remove_event(Codebase(Tree({})), gone) == {}


def test_removing_keeps_comments_and_the_imports_others_use() -> None:
    source = """\
    import { eventType } from "inngest";
    import { z } from "zod";

    // --- orders

    export const a = eventType("a/b", { schema: z.object({ id: z.string() }) });

    /** Goes with it. */
    export const c = eventType("c/d", { schema: z.object({ id: z.string() }) }); // this too

    // --- users

    export const e = eventType("e/f", { schema: z.object({ id: z.string() }) });
    """
    tree = Tree({"events.ts": source})
    (target,) = [each for each in find_events(Codebase(tree)) if each.name == "c/d"]
    after = remove_event(Codebase(tree), target)["events.ts"].decode()
    start, end = source.index("    /** Goes"), source.index("    // --- users")
    assert after == dedent(source[:start] + source[end:])


def test_removes_an_entry_of_an_object_alone() -> None:
    source = """\
    import { eventType } from "inngest";

    export const leads = Object.freeze({
      lost: eventType("lead/lost"), // by us
      won: eventType("lead/won"),
    });
    """
    tree = Tree({"events.ts": source})
    (won,) = [each for each in find_events(Codebase(tree)) if each.name == "lead/won"]
    after = source.replace('      won: eventType("lead/won"),\n', "")
    assert remove_event(Codebase(tree), won) == {"events.ts": dedent(after).encode()}


def test_refuses_to_remove_a_part_of_a_statement() -> None:
    source = 'export const a = eventType("a/a"),\n  limit = 3;\n'
    tree = Tree({"events.ts": f'import {{ eventType }} from "inngest";\n{source}'})
    (event,) = find_events(Codebase(tree))
    with pytest.raises(ScaffoldError, match="not a statement or an entry by itself"):
        remove_event(Codebase(tree), event)


def test_removes_from_a_file_that_the_grammar_misreads() -> None:
    """`await f<T>(x)` is read anew without its types, by a tree of its own."""
    source = """\
    import { eventType } from "inngest";

    export const paid = eventType("order/paid");

    export const sent = eventType("order/sent");

    export const send = async () => await post<Sent>("order");
    """
    tree = Tree({"events.ts": source})
    sent = next(each for each in find_events(Codebase(tree)) if each.name == "order/sent")
    after = source.replace('    export const sent = eventType("order/sent");\n\n', "")
    assert remove_event(Codebase(tree), sent) == {"events.ts": dedent(after).encode()}


def test_a_value_and_a_type_of_one_name() -> None:
    source = """\
    import { eventType } from "inngest";
    import { z } from "zod";
    export type Order = z.infer<typeof Order>;
    export const Order = z.object({ id: z.string() });
    export const paid = eventType("order/paid", { schema: Order });
    """
    (event,) = find_events(Codebase(Tree({"events.ts": source})))
    assert event.fields == (ID,)


# --- users


def test_users_of_an_event() -> None:
    tree = Tree(
        {
            "lib/events.ts": V4,
            "inngest/a.ts": 'import { orderPlaced } from "@/lib/events";',
            "inngest/b.ts": "const x = { event: 'order/placed' };",
            "inngest/c.ts": "const orderPlacedLate = 1; // order/placed",
            "notes.md": "orderPlaced",
        }
    )
    (event,) = find_events(Codebase(tree))
    assert event_users(Codebase(tree), event) == ["inngest/a.ts", "inngest/b.ts"]
    tree["lib/events.ts"] += b"export type Order = typeof orderPlaced;\n"
    assert "lib/events.ts" in event_users(Codebase(tree), event)
