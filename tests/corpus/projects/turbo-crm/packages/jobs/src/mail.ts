import { MailEvent } from "@crm/events";
import { inngest } from "./client";

interface Mailer { send(to: string): Promise<void> }

class ApiMailer implements Mailer {
  async send(to: string) {
    const response = await fetch("https://mail.example.com", { method: "POST", body: to });
    if (!response.ok) throw new Error(String(response.status));
  }
}

class SilentMailer implements Mailer {
  constructor(private readonly inner: Mailer) {}

  async send(to: string) {
    try {
      await this.inner.send(to);
    } catch (error) { // expect: swallowed-step-error
      console.error("mail failed", error);
    }
  }
}

const mailer: Mailer = new ApiMailer();
const silent = new SilentMailer(mailer);

export const sendMail = inngest.createFunction(
  { id: "send-mail", retries: 8, triggers: [{ event: MailEvent.Requested }] },
  async ({ event, step }) => {
    await step.run("send", () => mailer.send(event.data.to)); // fine: it throws
    await step.run("send-silently", () => silent.send(event.data.to));
    await mailer.send("ops@example.com"); // expect: side-effect-outside-step
  },
);
