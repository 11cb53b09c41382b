import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, {}, async ({ step: s }) => {
  const one = await s.waitForEvent("one", options); // error
  use(one!.data.id);
  const { data } = await s.waitForEvent("two", options); // error
  const id = (await s.waitForEvent("three", options)).data.id; // error
  const [, four] = await Promise.all([s.run("r", f), s.waitForEvent("4", opts)]); // error
  console.log(four);
  const { name } = four;
  let five;
  five = (await s.waitForEvent("five", options)) as any; // error
  return five.data;
});
