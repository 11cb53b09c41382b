import { inngest } from "../inngest";

app.post("/webhooks/ship", async (req, res) => {
  try {
    await inngest.send({ name: "ship/left", data: req.body, id: req.body.id });
  } catch (error) { // error
    console.error(error);
  }
  res.status(200).json({ received: true });
});
