import { inngest } from "./client";
async function mark(id: string) {
  await fetch(`${process.env.API}/rows/${id}`, { method: "PATCH", body: "{}" }); // error
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("tell", async () => {
    const text = await textFor(event.data.id);
    await fetch(process.env.SLACK_URL, { method: "POST", body: text }); // error
    await fetch(process.env.OTHER_URL, { method: "POST", body: text });
  });
  await step.run("mark", () => mark(event.data.id));
  await step.run("log", async () => {
    const answer = await fetch(process.env.OTHER_URL, { method: "PUT", body: "{}" }); // error
    console.log("told", answer.status);
  });
  await step.run("each", async () => {
    for (const id of event.data.ids) {
      await fetch(`${process.env.API}/rows/${id}`, { method: "DELETE" }); // error
    }
  });
});
