import { bus } from "./bus";
export const b = bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {}); // error
