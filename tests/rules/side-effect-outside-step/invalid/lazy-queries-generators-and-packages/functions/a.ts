import { inngest } from "../lib/inngest";
import { getDb, getThings, pages, updateThing } from "../lib/queries";
import { db } from "../lib/db";
import ky from "ky";
import { sendWelcome } from "@acme/mail";
import pMap from "p-map";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await updateThing(1); // error
  await getDb().users.find(1); // error
  for await (const page of pages()) { // error
    console.log(page);
  }
  await ky.post("https://example.com").json(); // error
  const tasks = [];
  tasks.push(db.orders.find(1)); // error
  await Promise.all(tasks);
  const client = await clerkClient();
  await client.users.updateUser("x", {}); // error
  await pMap([1], async () => {
    await db.orders.find(2); // error
  });
  await Promise.all(ids.map(async (id) => db.orders.find(id))); // error
  await Promise.all(ids.map((id) => db.orders.check(id))); // error
  await Promise.all(ids.map(async (id) => await check(id))); // error
  return getThings(); // error
});
export const b = inngest.createFunction(
  { id: "b" },
  { event: "x/y" },
  () => db.orders.deleteMany({}), // error
);
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async (ctx) => {
  const { event } = ctx;
  return sendWelcome(event.data.to); // error
});
