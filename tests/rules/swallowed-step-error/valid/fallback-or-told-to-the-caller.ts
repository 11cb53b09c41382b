import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  await ctx.step.run("fallback", () => mail.send("a").catch((e) => other.send(e)));
  const told = await ctx.step.run("told", () =>
    mail.send("a").catch((e) => ({ failed: String(e) })),
  );
  if (told.failed) throw new Error(told.failed);
  await ctx.step.run("handed", () => mail.send("a").catch(rethrow));
  await ctx.step.run("saved", () => mail.send("a").catch((e) => db.mailLog.create({ e })));
  await ctx.step.run("tidy", async () => {
    await mail.send("a").finally(() => console.log("sent"));
    await unlink("/tmp/file").catch(console.error);
    await channel.publish("done").catch((e) => console.error(e));
  });
  await ctx.step.run("after", () => mail.send("a")).catch((e) => console.error(e));
  await ctx.step.run("failing", async () => {
    if (!(await mail.send("a"))) {
      await db.mark("failed").catch((e) => console.error(e));
      throw new Error("not sent");
    }
    try {
      await mail.send("b");
    } catch (error) {
      try {
        await db.mark("failed");
      } catch (cause) {
        console.error(cause);
      }
      throw error;
    }
  });
});
