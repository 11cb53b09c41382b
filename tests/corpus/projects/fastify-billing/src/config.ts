export const SECOND = "1s";
export const TOO_LONG = "25h";
export const WORDS = "10 minutes";
export const LIMIT = 0;
export const RETRIES = { few: 2, many: 50 } as const;
export const NIGHTLY = "0 2 * * *";
export const everyHours = (hours: number) => `0 */${hours} * * *`;
export const perMinute = (limit: number) => ({ limit, period: "1m" as const });
export const shared = { retries: 3, timeouts: { finish: "2 hours" } } as const;
export const fair = { key: "event.data.accountId", limit: 2 };
export const BY_ACCOUNT = "event.data.accountId";
export enum Zone { Paris = "TZ=Europe/Paris", Oslo = "TZ=Europe/Olso" }
