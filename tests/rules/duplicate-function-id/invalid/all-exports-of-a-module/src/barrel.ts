export { b } from "./b";
export { b as oldB } from "./b";
