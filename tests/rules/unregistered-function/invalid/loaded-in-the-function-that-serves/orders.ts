import { inngest } from "./client";

export const taken = inngest.createFunction({ id: "taken" }, { event: "order/taken" }, async () => {});
export const forgotten = inngest.createFunction({ id: "f" }, { event: "order/f" }, async () => {}); // error
