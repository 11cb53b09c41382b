import { inngest } from "./inngest";

export function registerWebhookSettings(app) {
  app.post("/settings", async (req, res) => {
    await inngest.send({ name: "settings/saved", data: req.body });
    res.sendStatus(200);
  });
}
