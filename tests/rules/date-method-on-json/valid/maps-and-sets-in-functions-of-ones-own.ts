import { inngest } from "./client";

async function known(shopId: string) {
  const mails = new Set<string>();
  for (const row of await db.mails.of(shopId)) mails.add(row.address);
  return { mails: [...mails], count: mails.size };
}

async function labels(shopId: string) {
  return { byName: new Map(await db.labels.of(shopId)), count: 1 };
}

function isOurs(from: string, mails: Set<string>) {
  return mails.has(from);
}

function named(name: string, found: { byName: unknown }) {
  const { byName } = found;
  return byName instanceof Map ? byName.get(name) : undefined;
}

function first(list: Set<string> | string[]) {
  return list instanceof Set ? list.has("a") : list[0];
}

function amount(found: { count: number }) {
  return found.count;
}

export const takeIn = inngest.createFunction(
  { id: "take-in", triggers: [{ event: "mail/received" }] },
  async ({ event, step }) => {
    const services = await step.run("load", async () => known(event.data.shopId));
    const ours = new Set(services.mails);
    await step.run("store", () => store(isOurs(event.data.from, ours)));
    const found = await step.run("labels", async () => labels(event.data.shopId));
    const seen = await step.run("seen", async () => new Set(await db.seen.all()));
    return [amount(found), named("a", found), first(seen)];
  },
);

function inAList(lists: { has(name: string): boolean }[]) {
  return lists.has("a");
}

export const listed = inngest.createFunction(
  { id: "listed", triggers: [{ event: "mail/listed" }] },
  async ({ step }) => {
    const seen = await step.run("seen", async () => ({ names: new Set(await db.seen.all()) }));
    return inAList([seen.names]);
  },
);
