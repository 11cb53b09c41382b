import { inngest } from "./client";
import { list } from "./list";
import { getPublicApiKey, saveAccessToken, hasAccessToken, refreshAccessToken } from "./provider";
export const sync = inngest.createFunction(
  { id: "sync", triggers: [{ event: "account/synced" }] },
  async ({ event, step }) => {
    const shown = await step.run("shown", () => getPublicApiKey(event.data.id));
    const saved = await step.run("save", () => saveAccessToken(event.data.id));
    const known = await step.run("has", () => hasAccessToken(event.data.id));
    const fresh = await step.run("refresh", () => refreshAccessToken(event.data.id));
    const ids = await step.run("ids", () => getAccessTokenIds(event.data.id));
    const theme = await step.run("theme", async () => (await cookies()).get("theme")?.value);
    const used = await step.run("used", async () => {
      const answer = await generate(event.data.id);
      return answer.total_tokens;
    });
    const cookies = await step.run("consent", () => readCookieConsent(event.data.id));
    await step.invoke("list", { function: list, data: { id: event.data.id, cookies } });
    return { shown, saved, known, fresh, ids, apiKey: true, password: null };
  },
);
