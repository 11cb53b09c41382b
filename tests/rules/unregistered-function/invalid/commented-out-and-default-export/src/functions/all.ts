import { bus } from "../bus";
export const a = bus.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {}); // error
const c = bus.createFunction({ id: "c" }, { event: "x/y" }, async () => {});
export default bus.createFunction({ id: "d" }, { event: "x/y" }, async () => {}); // error
export const makeOne = (id) => bus.createFunction({ id }, { event: "x/y" }, async () => {});
export const functions = [a, /* b, */ makeOne("e"), ...(process.env.CI ? [c] : [])];
