// As long as Inngest knows an event ID. A copy that is sent later would start a
// second run, so it is refused.
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

type Delivery = { id: string; type?: string; sentAt?: string };

/** `x-webhook-signature: sha256=<hex>` is the HMAC-SHA256 of the body. */
function isGenuine(body: Buffer, headers: Headers, secret: string): boolean {
  const hmac = createHmac("sha256", secret).update(body).digest("hex");
  const expected = Buffer.from(`sha256=${hmac}`);
  const given = Buffer.from(headers.get("x-webhook-signature") ?? "");
  // Comparing in constant time tells an attacker nothing about the right one.
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The time is in the body, so it is signed and cannot be made younger. */
function isOld({ sentAt }: Delivery): boolean {
  if (sentAt === undefined) return false;
  return !(Date.now() - Date.parse(sentAt) < MAX_AGE_MS);
}

function readDelivery(body: Buffer): Delivery | null {
  try {
    const { id, type, sentAt } = JSON.parse(body.toString());
    if (typeof id !== "string" || id === "") return null;
    return {
      id,
      type: typeof type === "string" ? type : undefined,
      sentAt: sentAt === undefined ? undefined : String(sentAt),
    };
  } catch {
    return null;
  }
}
