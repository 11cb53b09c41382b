import { attempt, ProviderError, standIn } from "@/lib/services/provider";

/** A mail. The provider gets `key` as its idempotency key, and sends it once. */
export type Mail = { to: string; subject: string; text: string; key: string };

const sent = new Set<string>();

/** Stands in for your mail provider, on the console. */
export const mailProvider = {
  async send(mail: Mail): Promise<void> {
    standIn("lib/services/mail.ts");
    if (!mail.to.includes("@")) {
      throw new ProviderError(422, `"${mail.to}" is not a mail address`);
    }
    if (sent.has(mail.key)) return;
    sent.add(mail.key);
    console.info(`mail to ${mail.to}: ${mail.subject} (${mail.text})`);
  },
};

/** Sends a mail. A step runs at least once; the second time, its key sends nothing. */
export async function deliver(mail: Mail): Promise<void> {
  await attempt(() => mailProvider.send(mail));
}
