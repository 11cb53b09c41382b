import { inngest } from "./client";
export const send = inngest.createFunction(
  { id: "send", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => {
    const ids = await step.run("ids", async () => {
      const { data } = await db.from("orgs").select("id, access_token");
      return (data ?? []).map((org) => org.id);
    });
    const count = await step.run("count", async () => {
      const { data } = await db.from("orgs").select("id, access_token");
      await call(data[0].access_token);
      return data.length;
    });
    const users = await step.run("users", async () => {
      const { data } = await db.from("users").select("id, password_hash, token_count, has_password");
      return data;
    });
    return { ids, count, users: users.length };
  },
);
