import { bus } from "./bus";
export const a = bus.createFunction({ id: "sync" }, { event: "x/y" }, async () => {});
