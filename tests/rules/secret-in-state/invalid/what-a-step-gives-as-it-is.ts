import { inngest } from "./client";
async function keyOf(id: string) {
  const account = await load(id);
  return account.apiKey; // error
}
export const sync = inngest.createFunction(
  { id: "sync", triggers: [{ event: "account/synced" }] },
  async ({ event, step }) => {
    const password = await step.run("read", async () => {
      const account = await load(event.data.id);
      return decrypt(account.encryptedCredentials); // error
    });
    const plainPassword = await step.run("resolve", async () => {
      if (event.data.stored) return await vault.read(event.data.id); // error
      return event.data.password; // error
    });
    const access_token = await step.run("log-in", () => provider.tokenOf(password)); // error
    const login = await step.run("open", async () => crypto.decryptText(event.data.apiKey)); // error
    const apiKey = await step.run("key", () => keyOf(event.data.id));
    await step.run("use", () => use(apiKey));
    return { done: plainPassword.length + access_token.length + login.length };
  },
);
