export { Films } from "./films";
