import { inngest } from "../lib/inngest";
import { mailer, notifyTeam } from "../lib/mailer";
import { shop } from "../lib/shop";
import { nextNumber, store, wasSaved } from "../lib/store";

const seen: string[] = [];

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  seen.push(event.data.id); // error
  await mailer.send({ to: "a@example.com", key: event.data.id }); // error
  await notifyTeam("begun"); // error
  const count = await store.count(); // error
  const owner = await store.claim(event.data.id, "a"); // error
  store.save({ id: event.data.id }); // error
  const number = nextNumber(); // error
  if (wasSaved(event.data.id)) return; // error
  await shop.place(event.data.id); // error
  const size = shop.size(); // error
  await Promise.all(event.data.ids.map((id: string) => mailer.send({ to: id, key: id }))); // error
  await step.run("b", () => mailer.send({ to: `${count} ${owner} ${number} ${size}`, key: "b" }));
});
