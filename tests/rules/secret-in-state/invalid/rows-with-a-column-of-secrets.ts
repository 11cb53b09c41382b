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
    const user = await step.run("user", () =>
      prisma.user.findUnique({ where: { id: 1 }, select: { id: true, encKey: true } }), // error
    );
    const linked = await step.run("linked", async () => {
      const found = await prisma.user.findMany({
        select: { id: true, account: { select: { accessToken: true } } },
      });
      return found; // error
    });
    const keys = await step.run("keys", async () =>
      (await db.select({ id: users.id, apiKey: users.apiKey }).from(users).where(on))[0], // error
    );
    return { count: orgs.length, phone: org.phone_id };
  },
);
