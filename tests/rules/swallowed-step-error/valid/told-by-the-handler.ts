import { inngest } from "./client";

async function addressOf(user: string): Promise<string | null> {
  try {
    const found = await directory.users.getUser(user);
    return found.address ?? null;
  } catch {
    return null;
  }
}

export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/z" }] },
  async ({ event, step }) => {
    const address = await step.run("address", () => addressOf(event.data.user));
    if (!address) {
      await step.run("note", () => db.notes.create({ data: { user: event.data.user } }));
      return { skipped: true };
    }
    await step.run("send", () => mail.send(address));
  },
);
export const c = inngest.createFunction(
  { id: "c", triggers: [{ event: "x/u" }] },
  async ({ event, step }) => {
    const address = await step.run("address", () => addressOf(event.data.user));
    if (!address) throw new Error("no address");
    await step.run("send", () => mail.send(address));
  },
);
