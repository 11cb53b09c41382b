import { inngest } from "./client";
import { logger } from "./log";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  await ctx.step.run("block", () =>
    send().catch((e) => { // error
      console.error(e);
    }),
  );
  await ctx.step.run("arrow", () => mail.send("a").catch((e) => console.error(e))); // error
  await ctx.step.run("name", () => mail.send("a").catch(console.error)); // error
  await ctx.step.run("logger", () => mail.send("a").catch(ctx.logger?.error)); // error
  await ctx.step.run("line", async () => {
    await mail.send("a").catch((e) => logger.warn({ e }, "mail failed")); // error
    await mail.send("c").catch(console.warn); // error
    if (ctx.event.data.strict) throw new Error("strict");
    return mail.send("b").then(count).catch(console.warn); // error
  });
  await ctx.step.run("either", async () => {
    if (ctx.event.data.fast) {
      await mail.send("d").catch(console.warn); // error
      return "fast";
    }
    throw new Error("slow");
  });
  await ctx.step.run("returned", async () => {
    try {
      await mail.send("a");
    } catch (error) { // error
      return console.error(error);
    }
  });
});
