import resize from "./resize";
import { tag } from "./tag";
export { inngest } from "./client";
export { PhotoEvents } from "./events";

export const functions = [resize, tag] satisfies unknown[]; // fine: a list with a type
