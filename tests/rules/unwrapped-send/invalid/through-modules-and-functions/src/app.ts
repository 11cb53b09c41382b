import { bus } from "./bus.js";
export const app = { inngest: bus };
