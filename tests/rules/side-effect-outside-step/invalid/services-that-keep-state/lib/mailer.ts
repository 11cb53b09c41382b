const sentKeys = new Set<string>();

export const mailer = {
  async send(mail: { to: string; key: string }): Promise<void> {
    if (sentKeys.has(mail.key)) return;
    sentKeys.add(mail.key);
    console.info(`mail to ${mail.to}`);
  },
};

/** Stands for a provider. */
export async function notifyTeam(text: string): Promise<void> {
  console.log(`to the team: ${text}`);
}
