import { inngest } from "./client";
import { createHash } from "node:crypto";
import { store } from "./store";
const handler = async ({ event }) => {
  const res = await fetch(event.data.url); // error
  const body = await res.json();
  sendMail(body).catch(console.error);
  fetch(event.data.hook); // error
  store.orders.update({ paid: true }); // error
  const digest = createHash("sha256");
  digest.update("x");
  await Promise.all(body.users.map(sendMail));
  async function sendMail(to) {
    await mailer.send(to); // error
  }
};
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, wrap(handler));
