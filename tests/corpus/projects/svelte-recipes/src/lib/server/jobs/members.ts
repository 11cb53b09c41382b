import { Resend } from "resend";
import { inngest } from "../inngest";
import { db, members } from "../db";

const resend = new Resend(process.env.RESEND_API_KEY);

async function welcome(email: string) {
  const { error } = await resend.emails.send({ from: "a@r.example", to: email, subject: "Welcome", text: "hi" });
  if (error) throw new Error(error.message);
}

export const renewMember = inngest.createFunction(
  { id: "renew-member", retries: 4, triggers: [{ event: "member/renewed" }] },
  async ({ event, step, runId }) => {
    await welcome(event.data.email); // expect: side-effect-outside-step
    await step.run("welcome", () => welcome(event.data.email)); // fine: in a step
    await step.run("welcome-silently", () => welcome(event.data.email).catch(() => undefined)); // expect: swallowed-step-error
    await step.sendEvent("tell", { name: "recipe/published", data: { recipeId: "1" }, id: `renewed-${runId}` }); // fine: from the run
    const link = await step.waitForEvent("clicked", { event: "member/clicked", timeout: "3 days", if: "async.data.email == event.data.email" }); // fine: optional chaining
    await step.run("note", () => db.insert(members).values({ id: link?.data.id ?? "nobody" }));
    const later = await step.waitForEvent("later", { event: "member/clicked", timeout: "P3D", if: "async.data.email == event.data.email" }); // expect: invalid-duration
    if (later === null) return;
    const last = await step.waitForEvent("last", { event: "member/clicked", timeout: "3d", if: "event.data.email = async.data.email" }); // expect: uncorrelated-wait
    if (last == undefined) return; // fine: the guard
    await step.run("end", () => db.insert(members).values({ id: last.data.id }));
  },
);
