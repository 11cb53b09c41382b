import { bus } from "../bus";
const t = bus.createFunction({ id: "t" }, { event: "x/y" }, async () => {});
