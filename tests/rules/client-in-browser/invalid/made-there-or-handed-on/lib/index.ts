export { inngest as bus } from "./inngest";
