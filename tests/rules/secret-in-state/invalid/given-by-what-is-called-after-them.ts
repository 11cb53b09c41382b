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
