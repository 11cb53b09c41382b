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
    await step.run("use", () =>
      prisma.user
        .findUnique({ where: { id: 1 }, select: { id: true, accessToken: true } })
        .then((user) => call(user.accessToken)),
    );
    await step.run("ids-only", async () =>
      (await prisma.user.findMany({ select: { id: true, apiKey: true } })).map((each) => each.id),
    );
    await step.run("length", async () =>
      (await prisma.user.findMany({ select: { id: true, apiKey: true } })).length,
    );
    await step.run("id", async () => {
      const { id } = await prisma.user.findFirst({ select: { id: true, apiKey: true } });
      return id;
    });
    await step.run("sealed", async () =>
      seal(await prisma.user.findMany({ select: { id: true, apiKey: true } })),
    );
    await step.run("none", () =>
      prisma.user.findMany({ where: { apiKey: key }, select: { id: true, apiKey: false } }),
    );
    return { ids, count, users: users.length };
  },
);
