import { bus } from "./bus";
export const one = bus.createFunction({ id: "1" }, { event: "x/1" }, async () => {});
export const two = bus.createFunction({ id: "2" }, { event: "x/2" }, async () => {});
export const three = bus.createFunction({ id: "3" }, { event: "x/3" }, async () => {});
export const four = bus.createFunction({ id: "4" }, { event: "x/4" }, async () => {});
export const five = bus.createFunction({ id: "5" }, { event: "x/5" }, async () => {});
export const six = bus.createFunction({ id: "6" }, { event: "x/6" }, async () => {});
export const seven = bus.createFunction({ id: "7" }, { event: "x/7" }, async () => {}); // error
