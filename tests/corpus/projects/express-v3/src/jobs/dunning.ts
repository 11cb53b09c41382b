import { bus } from "../lib/client";
import { db } from "../lib/db";
import { setTimeout as delay } from "node:timers/promises";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export default bus.createFunction(
  { id: "dunning", retries: 4 },
  { event: "invoice/overdue" },
  async ({ event, step: s }) => {
    await s.run("first-reminder", () => remind(event.data.invoiceId, 1));
    await sleep(1000); // expect: timer-in-handler
    await delay(5000); // expect: timer-in-handler
    await s.sleep("three-days", "3 days"); // fine: a word for the unit
    const paid = await s.waitForEvent("paid", {
      event: "invoice/paid",
      match: "data.invoiceId",
      timeout: "4d",
    }); // fine: matched to this run
    if (paid) return "paid"; // fine: the guard
    const [again, answer] = await Promise.all([
      s.run("second-reminder", () => remind(event.data.invoiceId, 2)),
      s.waitForEvent("paid-later", { event: "invoice/paid", match: "data.invoiceId", timeout: "3d" }), // fine: guarded below
    ]);
    if (answer === null) { // fine: the guard
      await s.run("give-up", () => db.query("update invoices set lost = true"));
    }
    const first = await Promise.race([ // expect: raced-steps
      s.run("fast", () => remind("a", 1)),
      s.run("slow", () => remind("b", 1)),
    ]);
    const tracked = s.run("slow-track", () => remind("c", 1)).then(String);
    await Promise.race([tracked, s.sleep("limit", "1h").then(() => "late")]); // expect: raced-steps
    await Promise.race(["d", "e"].map((id) => s.run(`race-${id}`, () => remind(id, 1)))); // expect: raced-steps
    await Promise.all(["d", "e"].map((id) => s.run(`all-${id}`, () => remind(id, 1)).then(String))); // fine: all are waited for
    await s.run("inside", () => Promise.race(["d", "e"].map((id) => remind(id, 2)))); // fine: a race in one step
    await s.run("aborting", async () => {
      const control = new AbortController();
      const timer = setTimeout(() => control.abort(), 1000); // fine: aborts a request in a step
      const answer = await fetch("https://slow.example.com", { signal: control.signal });
      clearTimeout(timer);
      return answer.status;
    });
    return { again, first };
  },
);

async function remind(invoiceId: string, round: number) {
  await db.query("insert into reminders values ($1, $2)", [invoiceId, round]); // fine: only called in steps
}
