const SECRET_NAME = "SENDGRID_WEBHOOK_VERIFICATION_KEY";
const { publicKey, privateKey } = generateKeyPairSync("ec", {
  namedCurve: "prime256v1",
  publicKeyEncoding: { format: "der", type: "spki" },
  privateKeyEncoding: { format: "pem", type: "pkcs8" },
});
const SECRET = publicKey.toString("base64");
const BODY = JSON.stringify([
  { sg_event_id: "record-1", event: "delivered", email: "ada@example.com" },
  { sg_event_id: "record-2", event: "bounce", email: "grace@example.com" },
]);

function signed(body: string, ageSeconds = 0): Request {
  const time = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = sign(
    "sha256",
    Buffer.from(time + body),
    createPrivateKey(privateKey),
  );
  const headers = new Headers({
    "x-twilio-email-event-webhook-signature": signature.toString("base64"),
    "x-twilio-email-event-webhook-timestamp": time,
  });
  return request(body, headers);
}

function stale(): Request {
  return signed(BODY, 25 * 60 * 60);
}
