import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  let quote = event.data.quote;
  if (!quote) {
    quote = await step.run("ask", async () => {
      try {
        return await api.quote();
      } catch { // error
        return null;
      }
    });
  }
  const told = await step.run("tell", async () => {
    await mail.send("a").catch(() => false); // error
    return db.told();
  });
  const sent = await step.run("send", async () => {
    try {
      await mail.send("b");
      return true;
    } catch { // error
      return true;
    }
  });
  const user = await step.run("load", async () => {
    try {
      return await db.user();
    } catch { // error
      return null;
    }
  });
  await step.run("use", () => use(quote, user.name));
  return told && sent;
});
