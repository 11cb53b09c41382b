"""Do I/O only inside a step: databases, requests, mail, files.

The handler runs again from the top after every step and every retry; only a step's result is
saved. I/O outside a step is done again each time: a mail goes out twice, a card is charged twice,
a read returns something else than before.
Seen on SDK v3 (once per step), SDK v4 (once per resume) and Python (once per step).
A handler without any step repeats everything on each retry.
Work done through a helper counts: the message shows the way to the call.
"""

from collections.abc import Iterator

from scaffold.code.outline import Reference
from scaffold.inngest.facts import Function
from scaffold.rules._effects import effects
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db } from "./db";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "invoice/due" }] },
          async ({ event, step }) => {
            const user = await db.users.find(event.data.userId); // error
            await step.run("send-mail", () => mail.send(user.email));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        import { db } from "./db";
        export const remind = inngest.createFunction(
          { id: "remind", triggers: [{ event: "invoice/due" }] },
          async ({ event, step }) => {
            const user = await step.run("find-user", () => db.users.find(event.data.userId));
            await step.run("send-mail", () => mail.send(user.email));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import httpx
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="invoice/due")
        )
        async def remind(ctx: inngest.Context) -> None:
            user = await load_user(ctx.event.data["user_id"])  # error
            httpx.post("https://example.com/mail", json=user)  # error
        """,
        valid="""
        import httpx
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="invoice/due")
        )
        async def remind(ctx: inngest.Context) -> None:
            user = await ctx.step.run("load-user", load_user, ctx.event.data["user_id"])
            await ctx.step.run("mail", lambda: httpx.post("https://example.com", json=user))
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const client = new Inngest({ id: "app" });
        // file: lib/cards.ts
        const post = async (body) => {
          const answer = await fetch("https://example.com", { body });
          return answer.json();
        };
        export async function chargeCard(id) {
          return post({ id });
        }
        // file: lib/services/index.ts
        export * as cards from "../cards";
        // file: functions/charge.ts
        import { client as app } from "../lib/inngest";
        import { chargeCard } from "@/lib/cards";
        import { cards } from "@/lib/services";
        const prisma = makePrisma();
        export default app.createFunction(
          { id: "charge" },
          { event: "order/placed" },
          async ({ event, step: s, prisma: given }) => {
            await chargeCard(event.data.id); // error
            await cards.chargeCard(1); // error
            await given.order.create({ data: 1 }); // error
            const [a, b] = await Promise.all([
              prisma.user.findMany(), // error
              s.run("b", () => prisma.user.findMany()),
            ]);
            for (const one of a) {
              await notify(one); // error
            }
            await Promise.all(b.map(async (user) => {
              await user.save(); // error
            }));
            const later = prisma.order.count(); // error
            await s.sleep("nap", "1s");
            await later;
            await prisma.$transaction(async (tx) => { // error
              await tx.order.create({});
            });
            await withSpan("x", async () => {
              await prisma.order.count(); // error
            });
            const work = async () => {
              await prisma.order.count(); // error
            };
            await work();
            return prisma.order.update({ id: 1 }); // error
          },
        );
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const client = new Inngest({ id: "app" });
        // file: lib/cards.ts
        export async function chargeCard(step, id) {
          return step.run("charge", () => fetch("https://example.com", { body: id }));
        }
        export async function format(order) {
          return `${order.id}`;
        }
        export async function load() {
          return db.load();
        }
        // file: functions/charge.ts
        import { client as app } from "../lib/inngest";
        import { chargeCard, format, load } from "@/lib/cards";
        import * as agents from "@inngest/agent-kit";
        import { loadAll } from "somewhere";
        const network = agents.createNetwork({});
        export default app.createFunction(
          { id: "charge" },
          { event: "order/placed" },
          async (ctx) => {
            const { event, step, publish, logger, group } = ctx;
            await chargeCard(step, event.data.id);
            await loadAll(step, [1]);
            await loadAll({ step, ids: [1] });
            await loadAll(ctx);
            await publish({ channel: "c", topic: "t", data: {} });
            await network.run("hello");
            const text = await format(event.data);
            const later = [step.run("x", load), step.run("y", () => load())];
            const [x, y] = await Promise.all(later);
            await Promise.all(event.data.ids.map((id) => step.run(`m-${id}`, () => fetch(id))));
            await Promise.all(event.data.ids.map(async (id) => {
              const found = await step.run(`f-${id}`, () => fetch(id));
              await step.sleep(`s-${id}`, "1s");
            }));
            await step.run("sum", load).then((n) => step.run("double", () => n * 2));
            const result = await errors.try(step.run("z", load));
            await group.parallel(async () => Promise.race([step.run("p", load)]));
            const { helper } = await import("./helper");
            await schema.parseAsync(event.data);
            const rows = await step.run("rows", async () => {
              const answer = await fetch("https://example.com");
              return await answer.json();
            });
            logger.info("done", text);
            rows.forEach((row) => total(row));
            return summary(rows);
          },
        );
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { createHash } from "node:crypto";
        import { store } from "./store";
        const handler = async ({ event }) => {
          const res = await fetch(event.data.url); // error
          const body = await res.json();
          sendMail(body).catch(console.error);
          fetch(event.data.hook); // error
          store.orders.update({ paid: true }); // error
          const digest = createHash("sha256");
          digest.update("x");
          await Promise.all(body.users.map(sendMail));
          async function sendMail(to) {
            await mailer.send(to); // error
          }
        };
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, wrap(handler));
        """,
        valid="""
        import { inngest } from "./client";
        const handler = async ({ event, step }) => {
          const body = await step.run("load", () => fetch(event.data.url).then((r) => r.json()));
          await step.run("hook", doHook);
          async function doHook() {
            await fetch(event.data.hook);
          }
        };
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, wrap(handler));
        export const tool = createTool({
          handler: async () => {
            await fetch("https://example.com");
          },
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "app" });
        // file: lib/queries.ts
        import { db } from "./db";
        export async function updateThing(id) {
          return db.update(things).set({ done: true }).where(eq(things.id, id)).returning();
        }
        export function getThings() {
          return db.select().from(things);
        }
        export const getDb = () => globalThis.db;
        export async function* pages() {
          for (let page = 0; page < 3; page++) {
            yield await fetch(`https://example.com/${page}`);
          }
        }
        // file: functions/a.ts
        import { inngest } from "../lib/inngest";
        import { getDb, getThings, pages, updateThing } from "../lib/queries";
        import { db } from "../lib/db";
        import ky from "ky";
        import { sendWelcome } from "@acme/mail";
        import pMap from "p-map";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await updateThing(1); // error
          await getDb().users.find(1); // error
          for await (const page of pages()) { // error
            console.log(page);
          }
          await ky.post("https://example.com").json(); // error
          const tasks = [];
          tasks.push(db.orders.find(1)); // error
          await Promise.all(tasks);
          const client = await clerkClient();
          await client.users.updateUser("x", {}); // error
          await pMap([1], async () => {
            await db.orders.find(2); // error
          });
          await Promise.all(ids.map(async (id) => db.orders.find(id))); // error
          await Promise.all(ids.map((id) => db.orders.check(id))); // error
          await Promise.all(ids.map(async (id) => await check(id))); // error
          return getThings(); // error
        });
        export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, () =>
          db.orders.deleteMany({}), // error
        );
        export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async (ctx) => {
          const { event } = ctx;
          return sendWelcome(event.data.to); // error
        });
        """,
        valid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "app" });
        // file: functions/a.ts
        import { createHash } from "node:crypto";
        import { inngest } from "../lib/inngest";
        import { paid } from "../lib/events";
        import pMap from "p-map";
        import pRetry from "p-retry";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step, group } = ctx;
          const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
          const signed = await crypto.subtle.sign("HMAC", key, text);
          await pMap([1], async (id) => {
            await step.run(`a-${id}`, () => load(id));
          });
          const loaded = await pRetry(() => step.run("b", load), { retries: 2 });
          await Promise.all(Array.from({ length: 3 }, (_, i) => step.run(`c-${i}`, load)));
          const { result } = await group.experiment("model", {
            variants: { old: () => step.run("old", load), new: () => step.run("new", load) },
          });
          const seen = new Map();
          await Promise.all(loaded.map(async (each) => seen.delete(label(each))));
          const first = async () => loaded.find((each) => each.id === 1);
          await first();
          const handlers = { one: () => step.run("one", load) };
          await handlers[event.data.kind]();
          const wrapped = (given) => (id, work) => given.run(id, work);
          const run = wrapped(step);
          await run("fetch", () => fetch("https://example.com"));
          return createHash("sha256").update(signed).digest("hex");
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import type { Inngest } from "inngest";
        export class Jobs {
          constructor(private readonly queue: Inngest, private readonly mail: Mail) {}
          functions() {
            return [
              this.queue.createFunction({ id: "a" }, { event: "x/y" }, this.onEvent.bind(this)),
            ];
          }
          async onEvent({ event, step }) {
            await this.mail.send(event.data.to); // error
            await step.run("a", () => this.mail.send(event.data.to));
          }
        }
        """,
        valid="""
        import type { Inngest } from "inngest";
        export class Jobs {
          constructor(private readonly queue: Inngest, private readonly mail: Mail) {}
          functions() {
            return [
              this.queue.createFunction({ id: "a" }, { event: "x/y" }, this.onEvent.bind(this)),
            ];
          }
          async onEvent({ event, step }) {
            await this.queue.send({ name: "x/z" });
            await step.run("a", () => this.mail.send(event.data.to));
          }
        }
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { createFunction } from "inngest";
        import { db } from "./db";
        export default createFunction("Import", "contacts/uploaded", async ({ event }) => {
          await db.contacts.load(event.data.id); // error
        });
        """,
        valid="""
        import { createStepFunction } from "inngest";
        import { db } from "./db";
        export default createStepFunction("Import", "contacts/uploaded", ({ event, tools }) => {
          tools.run("Load", () => db.contacts.load(event.data.id));
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import asyncio
        import aiohttp
        import inngest
        from app import db
        from app.client import inngest_client
        from django.core.mail import send_mail
        from pathlib import Path
        from sqlmodel import Session, select

        def load(key):
            return db.query(User).filter(User.id == key).first()

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            with Session(engine) as session:
                user = session.exec(select(User)).first()  # error
                rows = session.execute(select(User)).scalars().all()  # error
            async with aiohttp.ClientSession() as http:
                async with http.get("https://example.com") as response:  # error
                    data = await response.json()
            names = [row async for row in db.stream()]  # error
            User.objects.all().delete()  # error
            send_mail("subject", "text", None, ["to@example.com"])  # error
            text = Path("/tmp/report").read_text()  # error
            await asyncio.get_running_loop().run_in_executor(None, load, "x")  # error
        """,
        valid="""
        import inngest
        from app import db
        from app.client import inngest_client

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            user = await ctx.step.run("load", db.load, "x")
            first = next(each for each in user["orders"])
            names = [each["name"] for each in user["orders"]]
        """,
    ),
    Example(
        "python",
        invalid="""
        # file: app/__init__.py
        # file: app/client.py
        import inngest

        client = inngest.Inngest(app_id="app")
        # file: app/db.py
        import sqlite3

        def save(row):
            connection = sqlite3.connect("x")
            connection.execute("insert", row)
        # file: app/charge.py
        import inngest
        from .client import client as c
        from app import db
        from app.db import save as store
        from app.repository import orders

        @c.create_function(fn_id="charge", trigger=inngest.TriggerEvent(event="x/y"))
        def charge(ctx: inngest.ContextSync) -> None:
            db.save(1)  # error
            store(2)  # error
            ctx.step.run("ok", store, 3)

        @c.create_function(fn_id="other", trigger=inngest.TriggerEvent(event="x/y"))
        async def other(ctx: inngest.Context) -> None:
            rows = [await orders.load(i) for i in range(3)]  # error
            await asyncio.gather(orders.a(), orders.b())  # error
            async with session() as s:
                await s.flush()  # error
            user = orders.session.query(User).filter(User.id == 1).first()  # error
            orders.session.add(user)
            orders.session.commit()  # error
            order = Order.objects.get(id=1)  # error
        """,
        valid="""
        # file: app/client.py
        import inngest

        client = inngest.Inngest(app_id="app")
        # file: app/charge.py
        import functools
        import inngest
        from app.client import client as c
        from app.repository import orders

        async def load_all(step: inngest.Step, ids):
            return [await step.run(f"load-{i}", functools.partial(orders.load, i)) for i in ids]

        @c.create_function(fn_id="other", trigger=inngest.TriggerEvent(event="x/y"))
        async def other(context: inngest.Context) -> None:
            step = context.step
            rows = await load_all(step, [1])
            await orders.with_context(context)
            await context.group.parallel(
                (lambda: step.run("a", orders.a), lambda: step.run("b", orders.b))
            )
            await step.ai.infer("think", adapter=make_adapter())
            context.logger.info("done")
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db, auditLog } from "./db";
        import { CallLog, catalog } from "./models";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await db.auditLog.create({ data: { a: 1 } }); // error
          await db.log.create({ data: { a: 1 } }); // error
          const sent = await db.emailLog.findFirst({ where: { a: 1 } }); // error
          await db.blog.create({ data: {} }); // error
          await catalog.sync("all"); // error
          await CallLog.create({ a: 1 }); // error
          await db.insert(auditLog).values({ a: 1 }); // error
          await step.run("pack", () => pack(sent));
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { log, jobLogger, requestLog, api } from "./log";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          await log.info("a");
          await log.flush();
          await jobLogger.info("a");
          await requestLog.info("a");
          await api.log.error("a");
          await ctx.logger.info("a");
          await console.log("a");
          await ctx.step.run("audit", () => db.auditLog.create({ data: { a: 1 } }));
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import client
        from app.models import CallLog, blog

        @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await CallLog.create(a=1)  # error
            await CallLog.objects.create(a=1)  # error
            await blog.publish_all()  # error
            await ctx.step.run("pack", pack)
        """,
        valid="""
        import inngest
        import logging
        from app.client import client
        from app.logs import audit_log, request_logger

        logger = logging.getLogger(__name__)

        @client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            await audit_log.info("a")
            await request_logger.info("a")
            logger.exception("a")
            await ctx.step.run("pack", pack)
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client
        from pathlib import Path

        HERE = Path(__file__).parent
        LEDGER = HERE / "ledger.txt"

        def note(text):
            LEDGER.write_text(text)

        def clear(path: Path, keep: str | None = None):
            path.unlink()

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            with open("/tmp/ledger", "a") as ledger:  # error
                ledger.write("x")
            open("/tmp/ledger", "a").write("y")  # error
            with open("/tmp/ledger", mode="wb") as ledger:  # error
                ledger.write(b"x")
            with LEDGER.open("w") as ledger:  # error
                ledger.write("x")
            LEDGER.write_text("x")  # error
            text = (HERE / ctx.run_id).read_text()  # error
            for part in ("a", "b"):
                path = HERE.joinpath(part).with_suffix(".txt")
                path.write_bytes(b"x")  # error
                path.unlink(missing_ok=True)  # error
            note("done")  # error
            clear(LEDGER)  # error
            await ctx.step.run("count", count, text)
        """,
        valid="""
        import inngest
        from app.client import inngest_client
        from pathlib import Path, PurePath

        HERE = Path(__file__).parent
        PROMPT = (HERE / "prompt.txt").read_text()

        def save(text):
            (HERE / "ledger.txt").write_text(text)

        def _log(text):
            with open("/tmp/app.log", "a") as file:
                file.write(text)

        def shut(door: Door, path: Path) -> str:
            door.unlink()
            return path.name.replace("a", "b")

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            name = (HERE / "ledger.txt").with_suffix(".md").name
            parts = PurePath("a/b").joinpath(name)
            door = ctx.event.data["door"]
            door.open("w")
            door.unlink()
            shut(door, HERE)
            _log("begun")
            await ctx.step.run("save", save, PROMPT)
            await ctx.step.run("note", lambda: (HERE / name).write_text(str(parts)))

            async def keep() -> None:
                with open("/tmp/ledger", "a") as ledger:
                    ledger.write("x")

            await ctx.step.run("keep", keep)
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { createWriteStream, writeFileSync } from "node:fs";
        import * as files from "node:fs";
        import { appendFile, readFile } from "fs/promises";
        import fsp from "node:fs/promises";
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          writeFileSync("/tmp/a", "x"); // error
          files.readFileSync("/tmp/a"); // error
          const out = createWriteStream("/tmp/a"); // error
          const [x] = await Promise.all([readFile("/tmp/a"), step.run("b", () => b())]); // error
          void appendFile("/tmp/a", "x"); // error
          fsp.unlink("/tmp/a"); // error
          files.promises.writeFile("/tmp/a", "x"); // error
          return step.run("c", () => c(x, out));
        });
        """,
        valid="""
        import { readFileSync } from "node:fs";
        import { writeFile } from "node:fs/promises";
        import path from "node:path";
        import { inngest } from "./client";
        const prompt = readFileSync("prompt.txt", "utf8");
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          const name = path.join("/tmp", "a");
          await step.run("write", () => writeFile(name, prompt));
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db, knex, orders, supabase } from "./db";
        async function load(since) {
          let query = db.select().from(orders).$dynamic();
          if (since) query = query.limit(since);
          return await query;
        }
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          let query = supabase.from("orders").select("*");
          if (event.data.since) query = query.gte("at", event.data.since);
          const { data } = await query; // error
          const paid = knex("orders").where({ paid: true });
          const open = knex("orders").where({ paid: false });
          await Promise.all([
            paid, // error
            step.run("b", () => send(data)),
          ]);
          const base = supabase.from("orders").select("*");
          const { count } = await base.limit(1); // error
          const rows = await load(10); // error
          const later = db.orders.find(1); // error
          await step.run("c", () => send(open, count, rows));
          await later;
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { db, knex, orders, supabase } from "./db";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          let query = supabase.from("orders").select("*");
          if (event.data.since) query = query.gte("at", event.data.since);
          const first = await step.run("load", async () => {
            const { data, error } = await query;
            if (error) throw error;
            return data;
          });
          let rows = db.select().from(orders).$dynamic();
          if (event.data.since) rows = rows.limit(10);
          await step.run("rows", async () => await rows);
          const paid = knex("orders").where({ paid: true });
          await step.run("paid", () => Promise.all([paid, send(first)]));
          const open = supabase.from("orders").select("*");
          await step.run("open", () => open);
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { db } from "./db";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          const asked = db.ask();
          const doubled = asked.then((price) => price * 2); // error
          const byShop = {};
          for (const shop of event.data.shops) byShop[shop] = db.shops.find(shop); // error
          await Promise.all(Object.values(byShop));
          const byId = new Map();
          for (const id of event.data.ids) {
            byId.set(id, db.orders.find(id)); // error
          }
          await Promise.all([...byId.values()]);
          await Promise.all([
            db.orders.find(1), // error
            step.run("b", load),
          ]).then(total);
          const keys = await db.keys(); // error
          for (const row of await db.list()) { // error
            await step.run(`row-${row.id}`, () => save(row, keys));
          }
          await doubled;
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
          const { event, step } = ctx;
          const asked = step.run("ask", () => ask());
          const doubled = asked.then((price) => price * 2);
          const safe = doubled.catch(() => 0);
          const ended = await asked.finally(() => console.log("asked"));
          const both = Promise.all([doubled, safe]).then(total);
          const again = await both.then(total);
          let later;
          if (event.data.fast) later = step.run("fast", () => ask());
          else later = step.run("slow", () => ask());
          await later.then(total);
          const byShop = {};
          for (const shop of event.data.shops) {
            byShop[shop] = step.run(`ask-${shop}`, () => ask(shop));
          }
          await Promise.all(Object.values(byShop));
          const byId = new Map();
          for (const id of event.data.ids) byId.set(id, step.run(`load-${id}`, () => load(id)));
          await Promise.all(byId.values());
          await Promise.all([...byId.values()]);
          for (const row of await step.run("rows", () => load(ended, again))) console.log(row);
          for (const row of await Promise.all(byId.values())) console.log(row);
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        import { store } from "./store";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          step.note = async (text) => {
            await store.put(text); // error
          };
          await step.run("b", () => store.open());
          await step.note("begun");
        });
        """,
        valid="""
        import { inngest } from "./client";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          if (typeof step.log !== "function") step.log = async () => {};
          step.say = async (text) => console.log(text);
          await step.log("begun");
          await step.say("begun");
          await step.run("b", () => step.log("inside"));
        });
        """,
    ),
    Example(
        "typescript",
        invalid="""
        // file: lib/inngest.ts
        import { Inngest } from "inngest";
        export const inngest = new Inngest({ id: "app" });
        // file: lib/db.ts
        import { pool } from "./pool";
        export async function withTransaction(work) {
          return pool.transaction(async (tx) => work(tx));
        }
        // file: functions/a.ts
        import { inngest } from "../lib/inngest";
        import { withTransaction } from "../lib/db";
        import { db } from "../lib/client";
        import { mail, store, withSpan } from "../lib/services";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await db.transaction(async (tx) => { // error
            const order = await store.find(1, tx);
            await store.save({ ...order, paid: true }, tx);
            await mail.send(order);
          });
          await withTransaction(async (tx) => { // error
            await store.save(1, tx);
          });
          await withSpan("save", async (span) => {
            await store.save(1, span); // error
          });
          await step.run("b", () => mail.send(1));
        });
        """,
        valid="""
        import { inngest } from "./client";
        import { db } from "./db";
        import { store } from "./store";
        export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
          await step.run("pay", () =>
            db.transaction(async (tx) => {
              await store.save(await store.find(1, tx), tx);
            }),
          );
        });
        """,
    ),
    Example(
        "python",
        invalid="""
        import httpx
        import inngest
        import requests
        from app.client import inngest_client
        from app.db import SessionLocal, repository
        from inngest.experimental import realtime
        from sqlmodel import Session, select

        def load_prompt():
            return open("prompt.txt").read()

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context) -> None:
            rate = requests.get("https://example.com/rate").json()  # error
            requests.post("https://example.com/charge").raise_for_status()  # error
            with httpx.Client() as client:
                user = client.get("https://example.com/me").json()  # error
            text = open("notes.txt").read() + load_prompt()  # error
            async with SessionLocal() as session:
                rows = (await session.execute(select(User))).scalars().all()  # error
                answer = await session.execute(select(User))  # error
                rows += answer.scalars().all()
                mine = session.execute(select(User)).scalars().all()  # error
            with Session(engine) as db:
                first = db.exec(select(User)).first()  # error
                one = db.get(User, 1)  # error
                count = db.scalar(select(User))  # error
            other = User.query.get(1)  # error
            late = User.query.filter(User.late).all()  # error
            for shop in await repository.active_ids():  # error
                await ctx.step.run(f"sync-{shop}", sync, shop)
            names = [str(each) for each in await repository.names()]  # error
            await realtime.publish(  # error
                client=inngest_client, channel="c", topic="t", data={"n": 0}
            )
            realtime.publish_sync(  # error
                client=inngest_client, channel="c", topic="t", data={"n": 1}
            )
            await ctx.step.run("save", save, rate, user, text, mine, first, one, names)
        """,
        valid="""
        import inngest
        import requests
        from app.client import inngest_client
        from inngest.experimental import realtime
        from supabase import create_async_client

        def load_rate():
            return requests.get("https://example.com/rate").json()

        @inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
        async def a(ctx: inngest.Context, session: dict) -> None:
            client = await create_async_client("https://example.com", "key")
            await ctx.step.run("read", lambda: client.table("t").select("*").execute())
            rate = await ctx.step.run("rate", load_rate)
            name = session.get("user", "nobody")
            page = ctx.request.query.get("page")
            for row in await ctx.step.run("rows", load, rate):
                print(row, name, page)
            await ctx.step.run(
                "publish",
                lambda: realtime.publish_sync(
                    client=inngest_client, channel="c", topic="t", data={"n": 1}
                ),
            )
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call that does I/O outside of all steps."""
    again = "replay" if _has_steps(function) else "retry: the handler has no step"
    how = (
        'wrap it: `await ctx.step.run("name", …)`'
        if function.language == "python"
        else 'wrap it: `await step.run("name", () => …)`'
    )
    for effect in effects(function, function.calls):
        spelled, chain = effect.spelled, effect.call.chain
        if chain:
            first = ".".join((chain[0].root or "…", *chain[0].attrs))
            message = f"`{first}` calls `{spelled}` outside a step: it runs again on every {again}"
        else:
            message = f"`{spelled}` is outside a step: it runs again on every {again}"
        yield report(effect.at, message, how)


def _has_steps(function: Function) -> bool:
    """Whether the handler mentions `step`, also where no call is seen that leads there."""
    handler = function.handler
    if function.steps or handler is None:
        return bool(function.steps)
    return any(
        _is_step(used)
        for body in handler.outline.bodies
        if body.is_inside(handler)
        for used in body.references
    )


def _is_step(used: Reference) -> bool:
    """`step`, `ctx.step`: of the context, not `for (const step of workflow.steps)`."""
    binding = used.body.lookup(used.name)
    if binding is None:
        return False
    return "step" in binding.path or (
        binding.kind == "param" and "step" in (used.name, *used.path)
    )  # fmt: skip
