import { inngest } from "./client";

async function mark(id: string) {
  try {
    await db.people.update({ where: { id }, data: { ready: true } });
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step, logger }) => {
    const marked = await step.run("mark", () => mark(event.data.id));
    if (!marked) {
      logger.warn("not marked");
      throw new Error("not marked");
    }
    const told = await step.run("tell", () => mark(event.data.other));
    await step.sendEvent("next", { name: told ? "people/told" : "people/missed", data: {} });
    const noted = await step.run("note", () => mark(event.data.third));
    if (noted) logger.info("noted");
    else await step.run("ask", () => ask(event.data.third));
  },
);
