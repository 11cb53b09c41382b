"""The code blocks of the agent files, each turned into a module that a type checker reads."""

import re
import textwrap
from collections.abc import Iterator

_BLOCK = re.compile(r"^```(ts|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# What a reader takes for granted: the project's own services, and values the text speaks of.
_SERVICES = """
declare const db: {
  findUser(id: string): Promise<{ name: string } | null>;
  subscriberIds(): Promise<string[]>;
  userIds(page: { after?: string; limit: number }): Promise<{ ids: string[]; next?: string }>;
  orderIds(page: { after?: string; limit: number }): Promise<{ ids: string[]; next?: string }>;
};
declare function isoWeek(time?: number): string;
declare function once(key: string, work: () => Promise<unknown>): Promise<string>;
declare const mail: {
  overdue(invoiceId: string): Promise<void>;
  send(m: { to: string; name: string; key: string }): Promise<void>;
};
declare const slack: { ask(invoiceId: string): Promise<void> };
declare const records: { decide<T extends string>(key: string, decision: T): Promise<T> };
declare const billing: { plan(userId: string): Promise<{ invoiceIds: string[] }> };
declare const archive: { store(id: string): Promise<void> };
declare const notices: { remind(id: string): Promise<void> };
declare const shipping: { ship(orderId: string): Promise<void> };
declare const payments: {
  charge(orderId: string, options?: { key: string }): Promise<string>;
  create(
    orderId: string,
    options: { key: string },
  ): Promise<{ status: "ok" | "rate_limited" | "requires_action"; chargeId: string }>;
  pay(invoiceId: string): Promise<void>;
  refund(chargeId: string): Promise<void>;
};
declare const orders: { id: string; amount: number; placedAt: string }[];
declare const orderIds: string[];
declare const [userId, email, orderId, invoiceId, batchId]: string[];
"""

_TYPESCRIPT_IMPORTS = {
    "v4": """
import { NonRetriableError, RetryAfterError, StepError, cron, eventType } from "inngest";
import { serve } from "inngest/next";
import { z } from "zod";
import { inngest } from "@/lib/inngest";
import * as events from "@/lib/events";
const { digestSend, invoiceAnswered, invoiceSubmitted, orderPaid } = events;
const { orderPlaced, orderProcess, ordersProcessBatch } = events;
""",
    "v3": """
import { EventSchemas, Inngest, NonRetriableError, RetryAfterError, StepError } from "inngest";
import { serve } from "inngest/next";
import { inngest } from "@/lib/inngest";
""",
}

_SERVED = 'import { onUserCreated, sendReceipt } from "@/inngest/served";\n'

_TRIGGER = {
    "v4": '({ id: "f", retries: 2, triggers: [invoiceSubmitted] },',
    "v3": '({ id: "f", retries: 2 }, { event: "invoice/submitted" },',
}

# Modules that the blocks import, besides the packages.
TYPESCRIPT_PROJECT = {
    "v4": {
        "lib/inngest.ts": """
import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "my-app" });
""",
        "lib/events.ts": """
import { eventType } from "inngest";
import { z } from "zod";
const [text, number] = [z.string(), z.number()];
export const userCreated = eventType("user/created", {
  schema: z.object({ userId: text, email: z.email() }),
});
export const digestSend = eventType("digest/send", {
  schema: z.object({ userId: text, week: text }),
});
export const invoiceSubmitted = eventType("invoice/submitted", {
  schema: z.object({ invoiceId: text, email: text }),
});
export const invoiceAnswered = eventType("invoice/answered", {
  schema: z.object({ invoiceId: text, approved: z.boolean(), by: text }),
});
export const orderPaid = eventType("order/paid", { schema: z.object({ orderId: text }) });
export const orderPlaced = eventType("order/placed", {
  schema: z.object({ orderId: text, amount: number, placedAt: text }),
});
export const orderProcess = eventType("order/process", {
  schema: z.object({ batchId: text, orderId: text }),
});
export const ordersProcessBatch = eventType("orders/process-batch", {
  schema: z.object({ batchId: text }),
});
""",
        "inngest/served.ts": """
import { inngest } from "@/lib/inngest";
export const onUserCreated = inngest.createFunction({ id: "a" }, async () => {});
export const sendReceipt = inngest.createFunction({ id: "b" }, async () => {});
""",
    },
    "v3": {
        "lib/inngest.ts": """
import { EventSchemas, Inngest } from "inngest";
import type { Events } from "@/lib/events";
export const inngest = new Inngest({
  id: "my-app",
  schemas: new EventSchemas().fromRecord<Events>(),
});
""",
        "lib/events.ts": """
export type Events = {
  "user/created": { data: { userId: string; email: string } };
  "digest/send": { data: { userId: string; week: string } };
  "invoice/submitted": { data: { invoiceId: string; email: string } };
  "invoice/answered": { data: { invoiceId: string; approved: boolean; by: string } };
  "order/paid": { data: { orderId: string } };
  "order/placed": { data: { orderId: string; amount: number; placedAt: string } };
  "order/process": { data: { batchId: string; orderId: string } };
  "orders/process-batch": { data: { batchId: string } };
};
""",
        "inngest/served.ts": """
import { inngest } from "@/lib/inngest";
const f = () => 1;
export const onUserCreated = inngest.createFunction({ id: "a" }, { event: "user/created" }, f);
export const sendReceipt = inngest.createFunction({ id: "b" }, { event: "order/paid" }, f);
""",
    },
}

TSCONFIG = """{
  "compilerOptions": {
    "strict": true, "noEmit": true, "target": "es2022", "lib": ["es2022", "dom"],
    "module": "esnext", "moduleResolution": "bundler", "moduleDetection": "force",
    "skipLibCheck": true, "types": ["node"], "paths": { "@/*": ["./*"] }
  },
  "include": ["blocks", "lib", "inngest"]
}
"""


def code_blocks(text: str, language: str) -> Iterator[str]:
    """The fenced blocks of one language, in order."""
    for found in _BLOCK.finditer(text):
        if found[1] == language:
            yield found[2]


def typescript_module(block: str, sdk_name: str) -> str:
    """A module that type-checks when the block does.

    A block with imports is a module already, one with an export stands at the top level, and
    any other is the body of a handler.
    """
    if re.search(r"^import ", block, re.MULTILINE):
        return block + _SERVICES
    head = _TYPESCRIPT_IMPORTS[sdk_name] + _SERVED + _SERVICES
    if "export const inngest" in block:
        head = head.replace('import { inngest } from "@/lib/inngest";\n', "")
    if "sendReceipt" not in block:
        head = head.replace(_SERVED, "")
    if re.search(r"^export ", block, re.MULTILINE):
        return head + block
    head = head.replace("userId, email, ", "userId, email_, ")
    body = textwrap.indent(block, "    ")
    return (
        f"{head}\nexport const wrapped = inngest.createFunction{_TRIGGER[sdk_name]}\n"
        f"  async ({{ event, step, runId }}) => {{\n"
        f"    const {{ email, invoiceId }} = event.data;\n{body}  }},\n);\n"
    )


_PYTHON_IMPORTS = """
import datetime
from functools import partial
from typing import ClassVar
from zoneinfo import ZoneInfo

import inngest
import inngest.fast_api
from pydantic import AwareDatetime

from app.client import inngest_client
from app.events import AppEvent, DigestSend, InvoiceAnswered, InvoiceSubmitted
from app.events import OrderPlaced, OrderProcess, OrdersProcessBatch
from services import app, on_user_created, send_receipt
"""

_PYTHON_SERVICES = (
    "from services import archive, db, mail, notices, orders, items, payments, records\n"
    "from services import shipping, slack, user_ids\n"
)

# `app/events.py` is a stub: the base class is the template's, and is tested there.
PYTHON_PROJECT = {
    "app/__init__.pyi": "",
    "app/client.pyi": "import inngest\ninngest_client: inngest.Inngest\n",
    "app/events.pyi": """
from typing import ClassVar, Self
import inngest
from pydantic import AwareDatetime, BaseModel

class AppEvent(BaseModel):
    event_name: ClassVar[str]
    @classmethod
    def parse(cls, event: inngest.Event) -> Self: ...
    def to_event(self, *, id: str | None = None) -> inngest.Event: ...

class UserCreated(AppEvent):
    user_id: str
    email: str

class DigestSend(AppEvent):
    week: str
    user_id: str

class InvoiceSubmitted(AppEvent):
    invoice_id: str
    email: str

class InvoiceAnswered(AppEvent):
    invoice_id: str
    approved: bool
    by: str

class OrderPlaced(AppEvent):
    order_id: str
    amount: int
    placed_at: AwareDatetime

class OrderProcess(AppEvent):
    batch_id: str
    order_id: str

class OrdersProcessBatch(AppEvent):
    batch_id: str
""",
    "services.pyi": """
import datetime
from typing import Any, TypedDict
import fastapi
import inngest
from app.events import OrderProcess

class User:
    name: str

class Page(TypedDict):
    ids: list[str]
    next: str | None

class Charge:
    status: str
    charge_id: str

class Order:
    id: str
    amount: int
    placed_at: datetime.datetime

class Db:
    async def find_user(self, user_id: str) -> User | None: ...
    async def load_name(self, user_id: str) -> str: ...
    async def user_ids(self, after: str, limit: int) -> Page: ...
    async def order_ids(self, after: str, limit: int) -> Page: ...

class Mail:
    async def overdue(self, invoice_id: str) -> None: ...
    async def send(self, to: str, name: str, key: str) -> None: ...

class Archive:
    async def store(self, name: str) -> None: ...

class Notices:
    async def remind(self, order_id: str) -> None: ...

class Slack:
    async def ask(self, invoice_id: str) -> None: ...

class Records:
    async def decide(self, key: str, decision: str) -> str: ...

class Payments:
    async def charge(self, order_id: str) -> str: ...
    async def charge_once(self, order_id: str, key: str) -> str: ...
    async def create(self, order_id: str, *, key: str) -> Charge: ...
    async def pay(self, invoice_id: str) -> None: ...
    async def refund(self, charge_id: str) -> None: ...

class Shipping:
    async def ship(self, order_id: str) -> None: ...

db: Db
mail: Mail
archive: Archive
notices: Notices
payments: Payments
slack: Slack
records: Records
shipping: Shipping
orders: list[Order]
items: list[OrderProcess]
user_ids: list[str]
app: fastapi.FastAPI
on_user_created: inngest.Function[Any]
send_receipt: inngest.Function[Any]
""",
}


def python_module(block: str) -> str:
    """A module that type-checks when the block does; the three forms are those of TypeScript."""
    if re.search(r"^(import|from) ", block, re.MULTILINE):
        return _PYTHON_SERVICES + block
    head = _PYTHON_IMPORTS + _PYTHON_SERVICES
    defined = re.findall(r"^class (\w+)", block, re.MULTILINE)
    for name in defined:
        head = re.sub(rf", {name}\b|\b{name}, ", "", head)
    if re.search(r"^(class |@|async def |inngest\.fast_api)", block, re.MULTILINE):
        return head + block
    body = textwrap.indent(block, "    ")
    parameters = "ctx: inngest.Context, email: str, invoice_id: str, order_id: str"
    return f"{head}\nasync def wrapped({parameters}) -> object:\n{body}    return None\n"
