import { bus } from "./bus";
export const b = bus.createFunction({ id: "b" }, { event: "x/b" }, async () => {});
export const name = "b";
export { name as other };
