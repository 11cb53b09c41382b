import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const due = await step.run("due", () => db.orders.findMany({ where: { due: true }, take: 50 }));
  for (const order of due) {
    await step.run(`remind-${order.id}`, () => remind(order));
  }
  const pages = await step.run("pages", () => loadPages(event.data.id));
  for (const page of pages) {
    await step.run(`index-${page.id}`, () => index(page));
  }
  const owner = await step.run("owner", () => db.users.find(event.data.owner));
  const phones = await step.run("phones", () => db.phones.findMany({ where: { of: owner.id } }));
  for (const phone of phones) {
    await step.run(`call-${phone.id}`, () => call(phone));
  }
  const users = await step.run("users", () => db.users.findMany());
  for (const user of users) {
    await step.run(`mail-${user.id}`, async () => {
      try {
        await mail.send(user);
        return { ok: true };
      } catch (error) {
        await db.failures.insert({ user: user.id });
        return { ok: false };
      }
    });
  }
});
