/** A message, and the key by which the provider knows that it has sent it already. */
export type Mail = { to: string; subject: string; text: string; key: string };

/** The address can never receive mail: another attempt would fail as well. */
export class AddressRefusedError extends Error {
  override name = "AddressRefusedError";
}

/** The provider asks to be left alone for a while. */
export class MailerBusyError extends Error {
  override name = "MailerBusyError";

  constructor(readonly retryAfterMs: number) {
    super(`the mail provider is busy for ${retryAfterMs} ms`);
  }
}

const sentKeys = new Set<string>();

/**
 * Writes mail to the console: the place for a real provider.
 *
 * A step runs at least once, so `send` can be called twice for one message. Hand `key` to the
 * provider as its idempotency key, and the second call sends nothing.
 */
export const mailer = {
  async send(mail: Mail): Promise<void> {
    if (!mail.to.includes("@")) {
      throw new AddressRefusedError(`"${mail.to}" is not a mail address`);
    }
    if (sentKeys.has(mail.key)) return;
    sentKeys.add(mail.key);
    console.info(`mail to ${mail.to}: ${mail.subject} (${mail.text})`);
  },
};
