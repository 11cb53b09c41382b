export * from "../../../lib/serve";
