import { bus, SYNC } from "./bus";
export const a = bus.createFunction({ id: SYNC }, { event: "x/y" }, async () => {});
export const b = bus.createFunction(
  { id: "import", onFailure: async () => {} },
  { event: "x/y" },
  async () => {},
);
