import { inngest } from "./client";
import type { Mailer } from "./mailer";

const greeting = async (mailer: any, to: string) => mailer.label(to);

export const byFactory = (mailer: Mailer) =>
  inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
    const label = await greeting(mailer, event.data.to);
    await step.run("greet", () => mail.send(label));
  });
