import { events, inngest } from "./client";
export const remind = inngest.createFunction(
  { id: "remind", triggers: [events.due] },
  async ({ event, step }) => {
    await step.sendEvent("again", { name: events.due.name, data: { id: event.data.id } }); // error
    await step.sendEvent(
      "paid",
      event.data.bills.map((id) => ({ // error
        name: events.paid.name, 
        data: { id },
      })),
    );
    await step.sendEvent("typed", events.due.create({ id: event.data.id }));
  },
);
export async function publish(name, data) {
  await inngest.send({ name, data });
}
