import { inngest } from "./client";

async function createTask(title: string) {
  const { data, error } = await admin
    .from("tasks")
    .insert({ title, status: "pending" })
    .select("*")
    .single();
  if (error || !data) throw new Error("no row");
  try {
    await mail.send({ about: data.id });
  } catch (err) {
    console.error(err);
  }
  return data;
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const task = await step.run("create", () => createTask(event.data.title));
    await step.run("mark-running", async () => {
      await db.missions.update({ where: { id: task.id }, data: { status: "running" } });
      try {
        await emitAgentEvent({ type: "started", id: task.id });
      } catch (err) {
        console.warn(err);
      }
    });
    return { id: task.id };
  },
);
