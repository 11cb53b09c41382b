import { bus } from "./bus";
export const a = bus.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
export default a;
