import { connect } from "db";
const held = globalThis as unknown as { link?: Link; store?: Store };
const cached = { mailer: null };
export function link() {
  if (held.link) return held.link;
  held.link = connect(process.env.DATABASE_URL);
  return held.link;
}
export function store() {
  if (!held.store) held.store = link().store();
  return held.store;
}
export function mailer() {
  cached.mailer ??= connect(process.env.MAIL_URL);
  return cached.mailer;
}
export async function letGo() {
  if (held.link) {
    await held.link.end();
    held.link = undefined;
    held.store = undefined;
  }
  cached.mailer = null;
}
export function forgetAll() {
  delete held.link;
}
