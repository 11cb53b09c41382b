import { bus } from "./bus";
export const a = bus.createFunction({ id: "sync" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "import" }, { event: "x/y" }, async () => {});
export const e = bus.createFunction({ id: name() }, { event: "x/y" }, async () => {});
export const f = bus.createFunction({ id: name() }, { event: "x/y" }, async () => {});
