import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const users = await step.run("load", () => load());
  for (const user of users.filter((u) => u.active)) {
    await step.run(`send-${user.id}`, () => send(user)); // error
  }
  const active = users.filter((u) => u.active);
  const ids = active.map((u) => u.id);
  for (const id of ids) {
    await step.run(`mail-${id}`, () => mail(id)); // error
  }
  for (const row of users ?? []) {
    await step.run(`row-${row.id}`, () => work(row)); // error
  }
  for (let i = 0; i < users.length; i++) {
    await step.run(`call-${i}`, () => call(users[i])); // error
    const orders = await step.run(`orders-${i}`, () => ordersOf(users[i]));
    for (const order of orders.filter((each) => each.paid)) {
      await step.run(`pack-${order.id}`, () => pack(order));
    }
  }
  let found;
  if (event.data.one) found = [event.data.one];
  else found = await step.run("find", () => find());
  for (const user of found) {
    await step.run(`note-${user.id}`, () => note(user)); // error
  }
  for (const user of await step.run("again", () => load())) {
    await step.run(`tell-${user.id}`, () => tell(user)); // error
  }
  for (const user of (await step.run("more", () => load())).reverse()) {
    await step.run(`ask-${user.id}`, () => ask(user)); // error
  }
  for (const user of users) {
    await step.ai.wrap(`text-${user.id}`, generateText, { prompt: user.name }); // error
  }
  for (const user of users) {
    const text = await step.ai.infer(`word-${user.id}`, { model, body: { user } });
    await step.run(`save-${user.id}`, () => save(user, text)); // error
  }
});
