import { readSettings } from "settings";
const known: Record<string, Settings> = {};
function once(key: string, read: () => Settings) {
  if (known[key] === undefined) {
    known[key] = read();
  }
  return known[key];
}
export const mailSettings = () => once("mail", () => readSettings("mail"));
export function smsSettings() {
  return once("sms", () => readSettings("sms"));
}
export function forget() {
  for (const key of Object.keys(known)) delete known[key];
}
