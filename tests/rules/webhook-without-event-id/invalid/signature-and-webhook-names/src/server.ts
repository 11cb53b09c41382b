import { bus } from "./bus";
async function handleClerkWebhook(body) {
  await bus.send(body.users.map((user) => ({ name: "user/created", data: user }))); // error
}
app.post("/clerk", (req) => handleClerkWebhook(req.body));
app.post("/hooks/resend-webhook", async (req) => {
  const payload = { name: "mail/sent", data: req.body };
  await bus.send(payload); // error
});
