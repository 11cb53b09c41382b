import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await Promise.all(
    event.data.parts
      .map((part) => part.rows.map((row) => saveRow(row))) // error
      .flat(),
  );
  const told = event.data.users.map((user) => fetch(user.url)); // error
  await Promise.all(told.concat(event.data.more.map((user) => fetch(user.url)))); // error
  await archive.slice(event.data.id); // error
  await step.run("end", () => end());
});
