export * from "./a";
export { b } from "./b";
export { default as c } from "./c";
