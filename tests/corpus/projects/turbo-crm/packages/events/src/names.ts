export const EVENTS = {
  lead: { created: "lead/created", scored: "lead/scored", lost: "lead/lost" },
  deal: { won: "deal/won" },
} as const;

export enum MailEvent {
  Requested = "mail/requested",
  Bounced = "mail/bounced",
}

const PREFIX = "sync";
export const SYNC_DONE = `${PREFIX}/done`;
export const SYNC_FAILED = PREFIX + "/failed";
export const eventName = (entity: string, action: string) => `${entity}/${action}`;
