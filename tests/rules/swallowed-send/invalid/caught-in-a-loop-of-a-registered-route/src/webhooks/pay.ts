import { inngest } from "../inngest";

app.post("/webhooks/pay", async (req, res) => {
  await inngest.send({ name: "pay/done", data: req.body, id: req.body.id }).catch((error) => { // error
    console.error(error);
  });
  res.sendStatus(200);
});
