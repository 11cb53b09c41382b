import { inngest } from "./client";
const told = (error: unknown) => console.error("not sent", error);
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("mark", () => mark()).catch(console.error);
  await step.run("send", () => send()).catch((error) => console.error(error));
  await step.run("tell", () => tell()).catch(told);
  const row = await step.run("load", () => load());
  return { id: row.id };
});
