import { Crm } from "crm-sdk";

let crm: Crm | null = null;
let asked = false;

export function getCrm(): Crm | null {
  if (asked) return crm;
  asked = true;
  const key = process.env.CRM_KEY;
  if (!key) return null;
  crm = new Crm(key);
  return crm;
}

export function sendRest() {
  getCrm()?.pushRest();
}
