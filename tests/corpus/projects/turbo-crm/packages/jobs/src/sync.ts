import { SYNC_DONE, SYNC_FAILED } from "@crm/events";
import { inngest } from "./client";
import { supabase } from "./supabase";

const TABLES = ["leads", "deals"] as const;
let lastSync: string | undefined;

function makeSync(table: (typeof TABLES)[number]) {
  return inngest.createFunction(
    { id: `sync-${table}`, retries: 2, triggers: [{ cron: "15 * * * *" }] }, // fine: made for each table
    async ({ step }) => {
      const rows = await step.run("load", async () => (await supabase.from(table).select()).data ?? []);
      for (const row of rows) {
        await step.run(`push-${row.id}`, () => fetch("https://erp.example.com", { method: "POST", body: JSON.stringify(row) })); // expect: loop-instead-of-fan-out
      }
      if (lastSync === "today") return; // expect: side-effect-outside-step
      await step.run("remember", async () => {
        lastSync = "today"; // fine: reported where a run reads it
      });
      await step.sendEvent("done", { name: SYNC_DONE, data: { table } }); // expect: unreceived-event
      await step.sendEvent("failed", { name: SYNC_FAILED, data: { table } }); // fine: a function has it
    },
  );
}

const onFailed = inngest.createFunction({ id: "tell-sync-failed", retries: 1, triggers: [{ event: "sync/failed" }] }, async ({ event, step }) => {
  await step.run("tell", () => fetch(`https://chat.example.com/${event.data.table}`));
});

export const syncFunctions = [...TABLES.map(makeSync), onFailed]; // fine: the factory's are spread
