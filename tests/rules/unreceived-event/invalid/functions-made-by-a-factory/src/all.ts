import { bus, make } from "./factory";
export const functions = ["order/placed", "order/paid"].map(make);
export const go = () =>
  bus.send([
    { name: "order/placed" },
    { name: "order/refunded" }, // error
  ]);
