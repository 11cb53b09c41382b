import { bus } from "./a";
export const b = bus.createFunction({ id: "sync" }, { event: "x/y" }, async () => {});
