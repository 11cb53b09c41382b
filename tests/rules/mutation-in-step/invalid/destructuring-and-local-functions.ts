import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  let token = "";
  let refresh = "";
  let scope;
  let attempts = 0;
  const seen = [];
  const ids = new Set();
  const count = (id) => {
    attempts += 1;
    seen.push(id);
  };
  const mark = (id) => {
    ids.add(id);
  };
  await step.run("a", async () => {
    ({ token, refresh } = await oauth.exchange()); // error
    ({ // error
      access: { token },
      scope = await load(),
    } = await oauth.list());
    ({ ...scope } = await load()); // error
    count("a"); // error
    mark("a"); // error
  });
  await step.sleep("pause", "1d");
  await step.run("use", () => api.hello(token, refresh, attempts));
  return [seen, scope, ids.size];
});
