import { bus } from "./bus";
export const c = bus.createFunction({ id: "sync" }, { event: "x/z" }, h); // error
export const d = bus.createFunction({ id: "import-failure" }, { event: "x/z" }, h); // error
