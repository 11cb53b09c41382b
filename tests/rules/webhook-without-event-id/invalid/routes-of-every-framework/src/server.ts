import { inngest } from "@/lib/inngest";
app.post("/webhooks/shopify/orders-create", async (req, res) => {
  await inngest.send({ name: "order/created", data: req.body }); // error
});
app.post("/github", async (req, res) => {
  verify(req.body, req.header("x-hub-signature-256"));
  await inngest.send({ name: "github/pushed", data: req.body }); // error
});
app.post("/orders", async (req, res) => {
  await inngest.send({ name: "order/placed", data: req.body });
});
