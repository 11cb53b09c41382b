import { createHmac, timingSafeEqual } from "node:crypto";

import { setting } from "@/lib/services/settings";

/** What an answer is about, and the key under which the decision is on record. */
export type Question = { about: string; key: string };

/** The address of a page of this app that asks a question, good until a time. */
export function signedLink(path: string, question: Question, until: Date) {
  const link = new URL(path, setting("APP_URL"));
  link.searchParams.set("about", question.about);
  link.searchParams.set("key", question.key);
  link.searchParams.set("until", until.toISOString());
  link.searchParams.set("signature", signatureOf(link));
  return link.href;
}

/** What a link asks; null when we did not sign it, or its time is up. */
export function readLink(address: string): Question | null {
  const link = new URL(address);
  const given = Buffer.from(link.searchParams.get("signature") ?? "");
  const expected = Buffer.from(signatureOf(link));
  const [about, key, until] = signedOf(link);
  // Comparing in constant time tells nothing about the right one.
  const genuine =
    given.length === expected.length && timingSafeEqual(given, expected);
  if (!genuine || !about || !key || !until) return null;
  return Date.now() < Date.parse(until) ? { about, key } : null;
}

function signedOf({ searchParams }: URL): (string | null)[] {
  return ["about", "key", "until"].map((name) => searchParams.get(name));
}

function signatureOf(link: URL): string {
  return createHmac("sha256", setting("ANSWER_SECRET"))
    .update(JSON.stringify([link.pathname, ...signedOf(link)]))
    .digest("base64url");
}

/** A small page with one sentence; `form` is HTML of ours, never somebody else's. */
export function page(status: number, text: string, form = ""): Response {
  const shown = text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  const html = `<!doctype html>
<meta name="viewport" content="width=device-width">
<title>${shown}</title>
<body style="font: 1rem/1.5 system-ui; max-width: 30rem; margin: 4rem auto">
<h1>${shown}</h1>${form && `<form method="post">${form}</form>`}`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      // The address is a key: nobody else gets it, and nothing keeps it.
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
