export * from "./a";
export { default as d } from "./a";
export * from "some-package";
