import { inngest } from "./client";

export const sent = inngest.createFunction({ id: "sent" }, { event: "mail/sent" }, async () => {});
export const lost = inngest.createFunction({ id: "lost" }, { event: "mail/lost" }, async () => {}); // error
