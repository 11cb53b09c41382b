import { inngest } from "./client";
import { mailer } from "./mailer";
import { store } from "./services";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("invite", async () => {
    const house = await store.getHouse(event.data.house);
    const people = await store.getPeople("all", { limit: 50 });
    for (const person of people) await mailer.invite(person.id);
  });
});
