import { bus } from "./bus";
export const d = bus.createFunction({ id: "d" }, { event: "x/y" }, async () => {});
