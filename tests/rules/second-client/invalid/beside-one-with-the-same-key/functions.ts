import { bus } from "./client";
export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
