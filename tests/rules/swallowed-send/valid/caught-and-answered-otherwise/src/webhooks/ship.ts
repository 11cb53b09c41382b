import { inngest } from "../inngest";

app.post("/webhooks/ship", async (req, res) => {
  let status = 200;
  try {
    await inngest.send({ name: "ship/left", data: req.body, id: req.body.id });
  } catch (error) {
    console.error(error);
    status = 503;
  }
  res.status(status).json({ received: status === 200 });
});
app.post("/webhooks/lost", async (req, res) => {
  try {
    await inngest.send({ name: "ship/lost", data: req.body, id: req.body.id });
  } catch (error) {
    console.error(error);
  }
  if (!(await stored(req.body.id))) return res.sendStatus(503);
  res.sendStatus(200);
});
