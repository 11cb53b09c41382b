const SECRET_NAME = "STRIPE_WEBHOOK_SECRET";
const SECRET = "whsec_test";
const BODY = JSON.stringify({
  id: "evt_1",
  type: "invoice.paid",
  data: { object: { id: "in_1" } },
});

function signed(body: string, ageSeconds = 0): Request {
  const time = Math.floor(Date.now() / 1000) - ageSeconds;
  const hmac = createHmac("sha256", SECRET)
    .update(`${time}.${body}`)
    .digest("hex");
  // The first signature is of an older secret, which is being replaced.
  const header = `t=${time},v1=${"0".repeat(64)},v1=${hmac}`;
  return request(body, new Headers({ "stripe-signature": header }));
}

function stale(): Request {
  return signed(BODY, 301);
}
