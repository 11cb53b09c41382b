import { app } from "./app";
import { inngest } from "./inngest";

app.post("/webhooks/shop", async (req, res) => {
  try {
    await inngest.send({ name: "a/b", data: req.body, id: `shop-${req.body.id}` });
    res.json({ ok: true });
  } catch (error) {
    console.error(error);
    res.status(500).json({ ok: false });
  }
});

app.post("/webhooks/mail", async (req, res) => {
  let failed = false;
  try {
    await inngest.send({ name: "a/b", data: req.body, id: `mail-${req.body.id}` });
  } catch (error) {
    failed = true;
  }
  return res.status(failed ? 500 : 200).end();
});
