import { inngest } from "./client";

export const build = inngest.createFunction({ id: "build" }, { event: "x/y" }, async ({ step }) => {
  let client;
  let asked = 0;
  let once = 0;
  const connected = () => {
    client ??= connect();
    if (!client.ok) client = connect();
    return client;
  };
  const ask = (question) => {
    asked += 1;
    console.log(`question ${asked}`);
    return connected().ask(question);
  };
  const single = () => {
    once += 1;
    return jobs.update(once);
  };
  const first = await step.run("first", () => ask("one"));
  const second = await step.run("second", () => ask(first));
  await step.run("third", () => single());
  return second;
});
