import { bus } from "./bus";
const one = bus.createFunction({ id: "1" }, { event: "x/1" }, async () => {});
const two = bus.createFunction({ id: "2" }, { event: "x/2" }, async () => {}); // error
export const functions = [one];
