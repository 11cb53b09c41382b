import { inngest } from "./client";
export const sync = inngest.createFunction(
  { id: "sync", triggers: [{ event: "account/synced" }] },
  async ({ event, step }) => {
    const hasPassword = await step.run("has", () => users.hasPassword(event.data.id));
    const resetPassword = await step.run("reset", () => users.reset(event.data.id));
    const password = await step.run("hash", () => bcrypt.hash(event.data.id, 10));
    const secret = await step.run("seal", async () => {
      const made = await vault.make(event.data.id);
      return encrypt(made);
    });
    const apiKey = await step.run("key", () => null);
    const passwordResetUrl = await step.run("url", () => urlOf(event.data.id));
    const secretName = await step.run("name", () => nameOf(passwordResetUrl));
    await step.run("use", () => use(secretName));
    const message = await step.run("mail", () => decrypt(event.data.body));
    const tokens = await step.run("count", () => countTokens(message));
    await step.sendEvent("told", {
      name: "account/validated",
      data: { id: event.data.id, password: "__USE_STORED__" },
    });
    return { hasPassword, resetPassword, password, secret, apiKey, tokens };
  },
);
