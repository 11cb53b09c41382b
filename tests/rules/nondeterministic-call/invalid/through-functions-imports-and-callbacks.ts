import { inngest } from "./client";
import { randomUUID as id } from "node:crypto";
import { v4 } from "uuid";
function today() {
  return new Date().toISOString().slice(0, 10);
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const day = today(); // error
  const token = id(); // error
  const now = new Date(); // error
  const users = rows.filter((row) => row.at < Math.random()); // error
  await step.run("save", () => save(day, token, v4(), now));
  return users;
});
