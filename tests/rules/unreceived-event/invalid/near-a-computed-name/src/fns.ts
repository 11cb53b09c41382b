import { bus, jobEvent } from "./bus";
const PREFIX = "audit";
const NAMES = { placed: "order/placed", paid: "order/paid" };
export const a = bus.createFunction({ id: "a" }, { event: jobEvent("import") }, run);
export const b = bus.createFunction({ id: "b" }, { event: PREFIX + "/lost" }, run);
export const make = (kind) => bus.createFunction({ id: kind }, { event: NAMES[kind] }, run);
export const go = () =>
  bus.send([
    { name: "jobs/import" },
    { name: "order/paid" },
    { name: "order/pyad" }, // error
    { name: "audit/loss" }, // error
    { name: "job/import" }, // error
  ]);
