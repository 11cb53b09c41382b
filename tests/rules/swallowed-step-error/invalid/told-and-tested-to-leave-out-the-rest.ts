import { inngest } from "./client";

async function addressOf(user: string): Promise<string | null> {
  try {
    const found = await directory.users.getUser(user);
    return found.address ?? null;
  } catch { // error
    return null;
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const address = await step.run("address", () => addressOf(event.data.user));
  if (!address) return { success: false, error: "no address" };
  await step.run("send", () => mail.send(address));
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  const made = await step.run("make", async () => {
    try {
      await db.orders.create({ data: event.data });
      return { success: true };
    } catch (error) { // error
      logger.error("not made", error);
      return { success: false, error: String(error) };
    }
  });
  if (made.success) {
    await step.run("tell", () => mail.send(event.data.to));
  }
  logger.info("done", made);
  return made;
});

async function contradictions(pairs: string[][]) {
  try {
    return parse(await ai.messages.create({ model: "m", messages: [{ role: "user", pairs }] }));
  } catch { // error
    return [];
  }
}

async function detect(project: string) {
  const pairs = await db.pairs.findMany({ where: { project } });
  const created = [];
  for (let at = 0; at < pairs.length; at += 5) {
    const found = await contradictions(pairs.slice(at, at + 5));
    for (const each of found) {
      if (each.contradicts) created.push(await db.conflicts.create({ data: each }));
    }
  }
  return created;
}

export const c = inngest.createFunction({ id: "c" }, { event: "x/u" }, async ({ event, step }) => {
  const created = await step.run("detect", () => detect(event.data.project));
  if (created.length > 0) await step.run("tell", () => mail.send(event.data.to));
  return { found: created.length };
});
