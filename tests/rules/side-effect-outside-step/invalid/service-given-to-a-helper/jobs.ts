import { inngest } from "./client";
import type { Mailer } from "./mailer";

const greet = async (mailer: any, to: string) => mailer.note(to);

export const byFactory = (mailer: Mailer) =>
  inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
    await greet(mailer, event.data.to); // error
    await step.run("greet", () => greet(mailer, event.data.to));
  });
