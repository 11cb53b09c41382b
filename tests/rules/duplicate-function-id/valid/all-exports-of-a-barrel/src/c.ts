import { bus } from "./bus";
export default bus.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
