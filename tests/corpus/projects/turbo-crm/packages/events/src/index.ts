export * from "./names";
export { type LeadPayload } from "./payloads";
