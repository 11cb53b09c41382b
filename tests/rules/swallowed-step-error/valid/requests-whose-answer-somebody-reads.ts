import axios from "axios";
import { fetch as ours } from "./http";
import { inngest } from "./client";
async function send(id: string) {
  return fetch(`${process.env.API}/rows/${id}`, { method: "PATCH", body: "{}" });
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("tell", async () => {
    const answer = await fetch(process.env.SLACK_URL, { method: "POST", body: "{}" });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
  });
  await step.run("note", async () => {
    const answer = await fetch(process.env.NOTES_URL, { method: "POST", body: "{}" });
    console.log("told", answer.status);
    return (await answer.json()).id;
  });
  await step.run("load", async () => {
    await fetch(process.env.API);
    await fetch(process.env.API, { method: "GET" });
  });
  await step.run("others", async () => {
    await axios.post(process.env.API, {});
    await ours(process.env.API, { method: "POST" });
  });
  await step.run("revalidate", async () => {
    await fetch(`${process.env.APP}/api/revalidate`, { method: "POST" });
  });
  await step.run("fail", async () => {
    await fetch(process.env.API, { method: "POST", body: "{}" });
    throw new Error("told, and tried again");
  });
  const sent = await step.run("send", async () => (await send(event.data.id)).ok);
  if (!sent) throw new Error("not sent");
});
