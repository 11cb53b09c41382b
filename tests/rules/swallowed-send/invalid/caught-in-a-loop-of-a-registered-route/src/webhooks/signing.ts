import { inngest } from "../inngest";

export async function registerSigningWebhooks(app) {
  app.post("/signing", async function signingHandler(request, reply) {
    const signature = request.headers["x-signing-signature"];
    if (!verify(signature, request.body)) {
      return reply.status(401).send({ error: "signature" });
    }
    const client = await pool.connect();
    try {
      for (const event of await read(client, request.body)) {
        await inngest.send(event).catch((error) => { // error
          request.log.error(error, "not sent");
        });
      }
      return reply.status(200).send({ status: "processed" });
    } catch (error) {
      request.log.error(error);
      return reply.status(500).send({ error: "failed" });
    } finally {
      client.release();
    }
  });
}
