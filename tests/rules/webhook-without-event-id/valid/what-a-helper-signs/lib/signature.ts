import { timingSafeEqual } from "node:crypto";

export function verifySignature(text: string, signed: string) {
  return timingSafeEqual(Buffer.from(digest(text)), Buffer.from(signed));
}
