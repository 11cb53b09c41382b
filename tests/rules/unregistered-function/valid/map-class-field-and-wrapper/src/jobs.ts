import { bus } from "./bus";
export class Jobs {
  run = bus.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
}
export const jobs = {
  b: bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {}),
};
export const c = wrap(bus.createFunction({ id: "c" }, { event: "x/y" }, async () => {}));
