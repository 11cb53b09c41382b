import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  try {
    await step.run("charge", () => charge());
  } catch {} // error
  // prettier-ignore
  try {
    await step.sendEvent("tell", { name: "a/b", data: {} });
  } catch (error) { // error
    console.error("not sent", error);
  }
  await step.run("log", () => insert()).catch(() => {}); // error
  await step.run("mark", () => mark()).catch(console.error); // error
  await step.run("send", () => send()).catch(told); // error
  const row = await step.run("load", () => load());
  return { id: row.id };
});
const told = (error: unknown) => console.error("not sent", error);
