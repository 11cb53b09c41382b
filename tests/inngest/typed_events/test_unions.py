"""Typed events in a union: a member is added where the others are, and taken out again."""

from textwrap import dedent
from typing import NamedTuple

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.typed_events.events import (
    add_event,
    event_users,
    find_event_modules,
    find_events,
    remove_event,
)
from scaffold.inngest.typed_events.fields import parse_fields
from scaffold.syntax.source import Source
from tests.inngest.typed_events.test_events import Tree

CLIENT = """\
import { EventSchemas, Inngest } from "inngest";
%s
export const inngest = new Inngest({
  id: "x",
  schemas: new EventSchemas().fromUnion<%s>(),
});
"""


class Case(NamedTuple):
    """The events of a repository: the types, what the call is given, what both become."""

    types: str
    given: str
    types_after: str
    given_after: str
    event: str = "user/created"
    data: str = "userId:str,total:float?"


CASES = {
    "types with names, in the call": Case(
        """
type OrderPaid = {
  name: "order/paid";
  data: { orderId: string };
};

type OrderSent = { name: "order/sent"; data: { orderId: string } };
""",
        "OrderPaid | OrderSent",
        """
type OrderPaid = {
  name: "order/paid";
  data: { orderId: string };
};

type OrderSent = { name: "order/sent"; data: { orderId: string } };

type UserCreated = {
  name: "user/created";
  data: { userId: string; total?: number };
};
""",
        "OrderPaid | OrderSent | UserCreated",
    ),
    "one type, in order": Case(
        "\nexport type ZooEvent = { name: 'zoo/opened', data: { id: string } }\n",
        "ZooEvent",
        """
export type UserCreatedEvent = {
  name: "user/created",
  data: { userId: string, total?: number },
};

export type ZooEvent = { name: 'zoo/opened', data: { id: string } }
""",
        "UserCreatedEvent | ZooEvent",
    ),
    "interfaces, in an alias": Case(
        """
interface OrderPaidEvent {
  name: "order/paid";
  data: { orderId: string };
}
interface OrderSentEvent {
  name: "order/sent";
  data: { orderId: string };
}
type Events =
  | OrderPaidEvent
  | OrderSentEvent; // all
""",
        "Events",
        """
interface OrderPaidEvent {
  name: "order/paid";
  data: { orderId: string };
}
interface OrderSentEvent {
  name: "order/sent";
  data: { orderId: string };
}
interface UserCreatedEvent {
  name: "user/created";
  data: { userId: string; total?: number };
}
type Events =
  | OrderPaidEvent
  | OrderSentEvent
  | UserCreatedEvent; // all
""",
        "Events",
    ),
    "written out in an alias": Case(
        """
type Events =
  // An order was paid.
  | { name: "order/paid"; data: { id: string } } // by card
  | { name: "order/sent"; data: { id: string } };
""",
        "Events",
        """
type Events =
  // An order was paid.
  | { name: "order/paid"; data: { id: string } } // by card
  | { name: "order/sent"; data: { id: string } }
  | { name: "user/created"; data: { userId: string; total?: number } };
""",
        "Events",
    ),
    "written out, in order": Case(
        """
type Events =
  // A user left.
  | { name: "user/left"; data: { id: string } }
  | { name: "zoo/opened"; data: { id: string } };
""",
        "Events",
        """
type Events =
  | {
      name: "user/created";
      data: { userId: string; emailAddress: string; displayName: string };
    }
  // A user left.
  | { name: "user/left"; data: { id: string } }
  | { name: "zoo/opened"; data: { id: string } };
""",
        "Events",
        data="userId:str,emailAddress:str,displayName:str",
    ),
    "written out in the call": Case(
        "",
        '{ name: "a/b"; data: { id: string } }',
        "",
        '{ name: "a/b"; data: { id: string } } | '
        '{ name: "user/created"; data: { userId: string; total?: number } }',
    ),
    "a union of unions": Case(
        """
type OrderPaid = { name: "order/paid"; data: { id: string } };
type UserLeft = { name: "user/left"; data: { id: string } };
type OrderEvents = OrderPaid;
type UserEvents = UserLeft;
type Events = OrderEvents | UserEvents;
""",
        "Events",
        """
type OrderPaid = { name: "order/paid"; data: { id: string } };
type UserCreated = {
  name: "user/created";
  data: { userId: string; total?: number };
};

type UserLeft = { name: "user/left"; data: { id: string } };
type OrderEvents = OrderPaid;
type UserEvents = UserCreated | UserLeft;
type Events = OrderEvents | UserEvents;
""",
        "Events",
    ),
    "made by a type of their own": Case(
        """
type AppEvent<N extends string, D> = { name: N; data: D };
type Events = AppEvent<"order/paid", { id: string }> | AppEvent<"order/sent", { id: string }>;
""",
        "Events",
        """
type AppEvent<N extends string, D> = { name: N; data: D };
type Events = AppEvent<"order/paid", { id: string }> | AppEvent<"order/sent", { id: string }> | { name: "user/created"; data: { userId: string; total?: number } };
""",  # noqa: E501
        "Events",
    ),
    "named by constants": Case(
        """
enum Names {
  Paid = "order/paid",
}
export type OrderPaidEvent = { name: Names.Paid; data: { id: string } };
type Events = OrderPaidEvent;
""",
        "Events",
        """
enum Names {
  Paid = "order/paid",
}
export type OrderPaidEvent = { name: Names.Paid; data: { id: string } };

export type UserCreatedEvent = {
  name: "user/created";
  data: { userId: string; total?: number };
};
type Events = OrderPaidEvent | UserCreatedEvent;
""",
        "Events",
    ),
    "with a base": Case(
        """
type Base = { user?: { id: string } };
type OrderPaid = Base & { name: "order/paid"; data: { id: string } };
""",
        "OrderPaid",
        """
type Base = { user?: { id: string } };
type OrderPaid = Base & { name: "order/paid"; data: { id: string } };

type UserCreated = {
  name: "user/created";
  data: { userId: string; total?: number };
};
""",
        "OrderPaid | UserCreated",
    ),
}


def added(case: Case, more: dict[str, str] | None = None, newline: str = "\n") -> tuple[Tree, Tree]:
    """Add the event of a case; what is there before, and after."""
    files = {"client.ts": CLIENT % (case.types, case.given), **(more or {})}
    tree = Tree({path: text.replace("\n", newline).encode() for path, text in files.items()})
    domain = case.event.split("/")[0] + "/"
    modules = find_event_modules(Codebase(tree))
    modules.sort(key=lambda each: not any(name.startswith(domain) for name in each.names))
    definition, contents = add_event(
        Codebase(tree), modules[0], case.event, parse_fields(case.data)
    )
    after = Tree({**tree, **contents})
    for path, content in contents.items():
        assert not Source.parse(path, content).has_error
    found = {each.name: each for each in find_events(Codebase(after))}
    assert found[case.event] == definition
    assert event_users(Codebase(after), definition) == []
    assert {**after, **remove_event(Codebase(after), definition)} == tree
    return tree, after


@pytest.mark.parametrize("name", CASES)
def test_adds_a_member_and_takes_it_out(name: str) -> None:
    case = CASES[name]
    _, after = added(case)
    assert after["client.ts"].decode() == CLIENT % (case.types_after, case.given_after)


@pytest.mark.parametrize("name", CASES)
def test_with_windows_line_endings(name: str) -> None:
    case = CASES[name]
    _, after = added(case, newline="\r\n")
    expected = CLIENT % (case.types_after, case.given_after)
    assert after["client.ts"].decode() == expected.replace("\n", "\r\n")


EVENTS = """\
export type OrderPaid = { name: "order/paid"; data: { id: string } };
export type OrderSent = { name: "order/sent"; data: { id: string } };
"""
DECLARED = (
    EVENTS
    + """\
export type UserCreated = {
  name: "user/created";
  data: { userId: string; total?: number };
};
"""
)


@pytest.mark.parametrize(
    ("imported", "imported_after", "more"),
    [
        (
            'import type { OrderPaid, OrderSent } from "./events";',
            'import type { OrderPaid, OrderSent } from "./events";\n'
            'import { UserCreated } from "./events";',
            {},
        ),
        (
            'import { OrderPaid, OrderSent } from "./events";',
            'import { OrderPaid, OrderSent, UserCreated } from "./events";',
            {},
        ),
        (
            'import { OrderPaid, OrderSent } from "./barrel";',
            'import { OrderPaid, OrderSent } from "./barrel";\n'
            'import { UserCreated } from "./events";',
            {"barrel.ts": 'export * from "./events";\n'},
        ),
    ],
    ids=["type import", "import", "barrel"],
)
def test_types_of_another_file(imported: str, imported_after: str, more: dict[str, str]) -> None:
    case = Case(imported, "OrderPaid | OrderSent", "", "")
    _, after = added(case, {"events.ts": EVENTS, **more})
    given = "OrderPaid | OrderSent | UserCreated"
    assert after["client.ts"].decode() == CLIENT % (imported_after, given)
    assert after["events.ts"].decode() == DECLARED


def test_a_union_of_another_file() -> None:
    there = EVENTS + "export type Events = OrderPaid | OrderSent;\n"
    case = Case('import type { Events } from "./events";', "Events", "", "")
    before, after = added(case, {"events.ts": there})
    assert after["client.ts"] == before["client.ts"]
    assert after["events.ts"].decode() == DECLARED + (
        "export type Events = OrderPaid | OrderSent | UserCreated;\n"
    )


def test_a_name_that_is_taken() -> None:
    case = Case(EVENTS + "const UserCreated = 1;\n", "OrderPaid | OrderSent", "", "")
    with pytest.raises(ScaffoldError, match=r"`client\.ts` has another `UserCreated`"):
        added(case)


def test_a_type_that_is_used_elsewhere_has_users() -> None:
    tree = Tree(
        {
            "client.ts": CLIENT % (EVENTS, "OrderPaid | OrderSent"),
            "a.ts": 'import type { OrderSent } from "./client";\nexport type A = OrderSent;',
        }
    )
    paid, sent = find_events(Codebase(tree))
    assert event_users(Codebase(tree), paid) == []
    assert event_users(Codebase(tree), sent) == ["a.ts"]


def test_the_only_member_stays() -> None:
    tree = Tree({"client.ts": CLIENT % (dedent(EVENTS), "OrderPaid")})
    (paid,) = find_events(Codebase(tree))
    assert remove_event(Codebase(tree), paid) == {}
