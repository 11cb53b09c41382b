import { inngest } from "./client";
import { accessTokenOf, createApiKey, getAccessToken, logIn } from "./provider";
import { list } from "./list";
async function fetchBearerToken() {
  const answer = await fetch(url).then((each) => each.json());
  return answer.value;
}
export const sync = inngest.createFunction(
  { id: "sync", triggers: [{ event: "account/synced" }] },
  async ({ event, step }) => {
    const token = await step.run("token", async () => {
      return await getAccessToken(event.data.id); // error
    });
    const bearer = await step.run("bearer", () => fetchBearerToken()); // error
    const made = await step.run("key", async () => provider.createApiKey(event.data.id)); // error
    const sessionCookie = await step.run("log-in", async () => {
      const cookie = await logIn(event.data.id);
      if (!cookie) throw new Error("refused");
      return cookie; // error
    });
    await step.invoke("list", {
      function: list,
      data: {
        id: event.data.id,
        accessToken: token, // error
        apiKey: process.env.LIST_API_KEY, // error
      },
    });
    await step.sendEvent("spread", {
      name: "account/spread",
      data: { bearer, made, sessionCookie }, // error
    });
  },
);
export const browse = inngest.createFunction(
  { id: "browse", triggers: [{ event: "account/browsed" }] },
  async ({ event, step }) => {
    const jar = await step.run("log-in", async () => {
      const page = await open(event.data.id);
      const cookies = await page.cookies();
      return cookies; // error
    });
    const kept = await step.run("state", async () => {
      const { context } = await open(event.data.id);
      return { at: event.ts, state: await context.storageState() }; // error
    });
    const own = await step.run("own", async () => {
      const page = await open(event.data.id);
      return (await page.context().cookies()).filter((each) => each.domain === "a.b"); // error
    });
    const token = await step.run("exchange", async () => {
      const answer = await fetch(url).then((each) => each.json());
      return answer.access_token; // error
    });
    const late = await step.run("late", async () => {
      const found = await getAccessToken(event.data.id);
      return found; // error
    });
    const installed = await step.run("app", () => createInstallationToken(event.data.id)); // error
    await step.run("use", () => use(jar, kept, own, token, late, installed.token));
  },
);
export const login = inngest.createFunction(
  { id: "login", triggers: [{ event: "account/opened" }] },
  async ({ event, step }) => {
    const opened = await step.run("open", () => open(event.data.id));
    return { id: opened.id, refreshToken: opened.refreshToken }; // error
  },
);
export const exchanged = inngest.createFunction(
  { id: "exchanged", triggers: [{ event: "account/exchanged" }] },
  async ({ event }) => await getAccessToken(event.data.code), // error
);
