import { bus } from "../bus";
export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {});
export default bus.createFunction({ id: "c" }, { event: "x/y" }, async () => {});
