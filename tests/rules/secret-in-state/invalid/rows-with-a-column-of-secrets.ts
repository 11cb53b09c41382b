import { inngest } from "./client";
export const send = inngest.createFunction(
  { id: "send", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => {
    const orgs = await step.run("orgs", async () => {
      const { data } = await db.from("orgs").select("id, name, whatsapp_access_token").eq("on", true);
      return (data || []).filter((org) => org.name); // error
    });
    const org = await step.run("org", async () => {
      const { data } = await db.from("orgs").select("phone_id, api_key").single();
      return data; // error
    });
    return { count: orgs.length, phone: org.phone_id };
  },
);
