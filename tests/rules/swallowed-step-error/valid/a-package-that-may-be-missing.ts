import { inngest } from "./client";

async function pushes() {
  try {
    const push = await import("web-push");
    push.configure("a");
    return push;
  } catch (error) {
    console.error(error);
    return null;
  }
}

async function tell(item) {
  const push = await pushes();
  if (!push) {
    return { sent: 0 };
  }
  await push.send(item);
  return { sent: 1 };
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("tell", () => tell(event.data.item));
    await step.run("load", async () => {
      try {
        await import("web-push");
      } catch (error) {
        console.error(error);
      }
    });
  },
);
