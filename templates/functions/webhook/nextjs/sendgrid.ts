// As long as Inngest knows an event ID. SendGrid tries again for 24 hours, and a
// copy that is sent later would start a second run, so it is refused.
const MAX_AGE_SECONDS = 24 * 60 * 60;

type SendgridRecord = { id: string; type: string; email: string };

/**
 * An ECDSA signature of the time and the body, made with SendGrid's private key.
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
 */
function isGenuine(body: Buffer, headers: Headers, publicKey: string): boolean {
  const signature = headers.get("x-twilio-email-event-webhook-signature");
  const time = headers.get("x-twilio-email-event-webhook-timestamp");
  if (!signature || !time) return false;
  const age = Math.abs(Date.now() / 1000 - Number(time));
  if (!(age <= MAX_AGE_SECONDS)) return false;

  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, "base64"),
      format: "der",
      type: "spki",
    });
    const signed = Buffer.concat([Buffer.from(time), body]);
    return verify("sha256", signed, key, Buffer.from(signature, "base64"));
  } catch (error) {
    console.error("cannot read the key or the signature", error);
    return false;
  }
}

function readRecords(body: Buffer): SendgridRecord[] | null {
  try {
    const list: unknown = JSON.parse(body.toString());
    if (!Array.isArray(list)) return null;
    return list
      .filter((entry) => typeof entry?.sg_event_id === "string")
      .map((entry) => ({
        id: entry.sg_event_id,
        type: String(entry.event ?? ""),
        // Notices about the account itself name nobody.
        email: String(entry.email ?? ""),
      }));
  } catch {
    return null;
  }
}
