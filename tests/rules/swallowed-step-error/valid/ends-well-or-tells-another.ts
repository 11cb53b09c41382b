import { inngest } from "./client";

async function execute(name: string, input: { page: number }) {
  try {
    return { content: await readPage(name, input.page) };
  } catch (error) {
    return { content: `Error executing ${name}: ${String(error)}`, is_error: true };
  }
}

async function scan() {
  const bad: string[] = [];
  try {
    for (const each of await db.messages.findMany()) if (each.id < 0) bad.push(each.id);
  } catch {
    // the table may be missing: clean
  }
  return { clean: bad.length === 0, bad };
}

async function readState(system: string) {
  const { data, error } = await supabase.from("settings").select("value").eq("key", system);
  if (error) {
    console.error("the breaker could not be read", error);
    return null;
  }
  return data?.[0] ?? null;
}

async function assertClosed(system: string) {
  const state = await readState(system);
  if (!state?.isOpen) return;
  throw new Error("the breaker is open");
}

async function release(id: string) {
  try {
    await redis.eval("return redis.call('del', KEYS[1])", 1, id);
  } catch (error) {
    console.error("the lock was not released", error);
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("agent", async () => {
    const messages = [];
    for (const call of await think(messages)) {
      const result = await execute(call.name, call.input);
      messages.push({ role: "user", content: result.content, is_error: result.is_error });
    }
    return await think(messages);
  });
  await step.run("scan", () => scan());
  await step.run("connect", async () => {
    await assertClosed("crm");
    return client.connect();
  });
  await step.run("release-lock", () => release(event.data.id));
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  const errors: string[] = [];
  const gone = await step.run("delete-stale", async () => {
    if (event.data.stale.length === 0) return { deleted: 0, errors: [] };
    const { error } = await supabase.from("stations").delete().in("id", event.data.stale);
    if (error) {
      console.error("not deleted", error);
      return { deleted: 0, errors: [`not deleted: ${error.message}`] };
    }
    return { deleted: event.data.stale.length, errors: [] };
  });
  errors.push(...gone.errors);
  return await step.run("log", async () => {
    await db.syncLogs.create({ data: { errors } });
    return { success: errors.length === 0 };
  });
});
