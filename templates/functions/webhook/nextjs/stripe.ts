// What Stripe's own libraries allow between signing and now. Stripe signs each
// attempt anew, so an honest retry is never too old.
// https://docs.stripe.com/webhooks#verify-manually
const TOLERANCE_SECONDS = 300;

type Delivery = { id: string; type: string; objectId: string };

/** `stripe-signature: t=<seconds>,v1=<hex>` signs the time and the body. */
function isGenuine(body: Buffer, headers: Headers, secret: string): boolean {
  const parts = (headers.get("stripe-signature") ?? "")
    .split(",")
    .map((part) => part.trim().split("=", 2));
  const time = parts.find(([key]) => key === "t")?.[1];
  const age = Math.abs(Date.now() / 1000 - Number(time));
  if (!time || !(age <= TOLERANCE_SECONDS)) return false;

  const expected = createHmac("sha256", secret)
    .update(`${time}.`)
    .update(body)
    .digest();
  // There are two while the secret is being changed.
  return parts
    .filter(([key]) => key === "v1")
    .map(([, hex]) => Buffer.from(hex ?? "", "hex"))
    .some(
      (given) =>
        given.length === expected.length && timingSafeEqual(given, expected),
    );
}

function readDelivery(body: Buffer): Delivery | null {
  try {
    const { id, type, data } = JSON.parse(body.toString());
    if (typeof id !== "string" || typeof type !== "string") return null;
    return { id, type, objectId: String(data?.object?.id ?? "") };
  } catch {
    return null;
  }
}
