import { inngest } from "../inngest";

app.post("/webhooks/pay", async (req, res) => {
  try {
    await inngest.send({ name: "pay/done", data: req.body, id: req.body.id }).catch((error) => {
      console.error(error);
    });
    const stored = await db.stored(req.body.id);
    return res.status(stored ? 200 : 503).send("done");
  } catch (error) {
    return res.status(500).send("failed");
  }
});
app.post("/webhooks/other", async (req, res) => {
  await inngest.send({ name: "other/done", data: req.body, id: req.body.id }).catch((error) => {
    console.error(error);
  });
  await keep(req.body);
  next();
});
