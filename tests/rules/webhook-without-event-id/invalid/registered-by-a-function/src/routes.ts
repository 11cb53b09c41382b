import { inngest } from "./inngest";

export function payWebhook(app) {
  app.post("/pay", async (req, res) => {
    await inngest.send({ name: "pay/done", data: req.body }); // error
    res.sendStatus(200);
  });
}

export function registerSigningWebhooks(app) {
  app.post("/signing", async (request, reply) => {
    if (!verify(request.headers["x-signing-signature"], request.body)) {
      return reply.status(401).send();
    }
    await inngest.send({ name: "paper/signed", data: request.body }); // error
    return reply.status(200).send();
  });
}
