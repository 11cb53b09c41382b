import { typed } from "./typed";
export const a = typed.createFunction({ id: "a" }, { event: "order/paid" }, async () => {});
