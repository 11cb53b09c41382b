import { Orders } from "./orders";
app.post("/webhooks/shop", async (req, res) => {
  await new Orders().paid(req.body);
  await new Orders().shipped(req.body);
  res.json({});
});
app.post("/orders/mark-paid", async (req, res) => {
  await new Orders().paid(req.body);
  res.json({});
});
app.post("/orders/ship", async (req, res) => {
  const orders = req.container.orders as Orders;
  await orders.shipped(req.body);
  res.json({});
});
