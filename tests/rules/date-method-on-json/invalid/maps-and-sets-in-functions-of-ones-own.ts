import { inngest } from "./client";

interface Known {
  mails: Set<string>;
  count: number;
}

async function known(shopId: string): Promise<Known> {
  const mails = new Set<string>();
  for (const row of await db.mails.of(shopId)) mails.add(row.address);
  return { mails, count: mails.size };
}

function isOurs(from: string, services: Known) {
  return services.mails.has(from); // error
}

async function store(mail: Mail, services: Known) {
  if (isOurs(mail.from, services)) return;
  await db.mails.insert({ ...mail, isKnown: holds(services.mails, mail.to) });
}

const holds = (mails: Set<string>, address: string) => mails.has(address); // error

export const takeIn = inngest.createFunction(
  { id: "take-in", triggers: [{ event: "mail/received" }] },
  async ({ event, step }) => {
    const services = await step.run("load", async () => known(event.data.shopId));
    await step.run("store", () => store(event.data.mail, services));
  },
);
