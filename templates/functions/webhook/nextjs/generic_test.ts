const SECRET_NAME = "WEBHOOK_SECRET";
const SECRET = "test-secret";
const BODY = JSON.stringify({ id: "delivery-1", type: "test" });

function signed(body: string): Request {
  const hmac = createHmac("sha256", SECRET).update(body).digest("hex");
  const headers = new Headers({ "x-webhook-signature": `sha256=${hmac}` });
  return request(body, headers);
}

function stale(): Request {
  const sentAt = new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString();
  return signed(JSON.stringify({ id: "delivery-1", sentAt }));
}
