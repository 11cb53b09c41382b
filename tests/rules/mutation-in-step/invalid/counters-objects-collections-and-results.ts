import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  let count = 0;
  let last;
  const box = { v: 1, items: [] };
  const map = new Map();
  const user = await step.run("user", load);
  const work = async () => {
    count++; // error
  };
  await step.run("b", work);
  await step.run("c", async () => {
    box.v = 2; // error
    box.items.push(1); // error
    map.set("k", 1); // error
    delete box.v; // error
    user.name = "x"; // error
    [last] = await load(); // error
    rows.forEach((row) => {
      count += row.n; // error
    });
  });
  return { count, last };
});
