import { inngest } from "./client";
import { keep } from "./services";

async function zoneOf(address: string): Promise<string> {
  return address.toLowerCase().includes("beach") ? "A" : "X";
}

async function assess(address: string) {
  const found = { zone: "unknown" };
  try {
    found.zone = await zoneOf(address);
  } catch (error) {
    console.error("not assessed", error);
  }
  return found;
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const found = await step.run("assess", async () => assess(event.data.address));
  await step.run("keep", async () => keep(event.data.id, found));
});
