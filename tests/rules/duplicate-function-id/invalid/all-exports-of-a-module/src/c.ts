import { bus } from "./bus";
export const c = bus.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
