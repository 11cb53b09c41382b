import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  let token = "";
  let attempts = 0;
  let client;
  const connect = () => {
    client = client ?? makeClient();
    return client;
  };
  const count = () => {
    attempts += 1;
  };
  const add = (list, id) => {
    const found = [];
    found.push(id);
    list.push(id);
  };
  ({ token } = await step.run("a", async () => {
    let scope = "";
    ({ scope } = await oauth.exchange());
    ({ limit: settings.limit } = await load());
    return { token: scope };
  }));
  count();
  const lines = [];
  const tell = (line) => {
    lines.push(line);
  };
  lines.push("start");
  await step.run("b", async () => {
    tell("b");
    const mine = [];
    add(mine, "a");
    await connect().send(token);
    return mine;
  });
  return attempts;
});
