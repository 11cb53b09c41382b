import { bus } from "../bus";
export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {});
const c = bus.createFunction({ id: "c" }, { event: "x/y" }, async () => {});
const d = bus.createFunction({ id: "d" }, { event: "x/y" }, async () => {});
export { c as see };
export default d;
