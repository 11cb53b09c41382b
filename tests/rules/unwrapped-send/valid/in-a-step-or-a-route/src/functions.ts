import { announce, bus } from "./bus.js";
import { resend } from "./mail.js";
export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("a", () => announce("a/b"));
  await step.run("b", async () => {
    await bus.send({ name: "c/d" });
    await resend.send({ to: "x" });
  });
});
export async function POST() {
  await bus.send({ name: "c/d" });
}
