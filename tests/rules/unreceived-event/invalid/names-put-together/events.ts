const PREFIX = "sync";
export const DONE = `${PREFIX}/done`;
export const FAILED = PREFIX + "/failed";
export const named = (what: string) => `${PREFIX}/${what}`;
