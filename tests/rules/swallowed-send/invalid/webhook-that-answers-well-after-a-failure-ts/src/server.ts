import { app } from "./app";
import { inngest } from "./inngest";

app.post("/webhooks/shop", async (req, res) => {
  try {
    await inngest.send({ name: "a/b", data: req.body, id: `shop-${req.body.id}` });
  } catch (error) { // error
    console.error(error);
    res.status(200).json({ ok: true });
  }
});
