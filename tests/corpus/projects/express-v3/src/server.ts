import express from "express";
import { serve } from "inngest/express";
import { queue } from "./lib/client";
import { functions } from "./jobs";
import { charge } from "./jobs/charge";

const app = express();
app.use(express.json());
app.use("/api/inngest", serve({ client: queue, functions })); // fine: Express needs no exports
app.post("/invoices", async (req, res) => {
  await queue.send({ name: "invoice/created", data: req.body, id: `invoice-created-${req.body.invoiceId}` }); // fine: a deterministic id
  await queue.send({ name: "report/requested", data: { customerId: req.body.customerId, month: "1" } });
  await queue.send([
    { name: "invoice/overdue", data: req.body },
    { name: "invoice/payed", data: req.body }, // expect: unreceived-event
    { name: "invoice/paid", data: req.body, id: `paid-${Date.now()}` }, // expect: nondeterministic-event-id
  ]);
  queue.send({ name: "invoice/created", data: req.body, id: `again-${req.body.invoiceId}` }); // expect: unawaited-send
  res.json({ ok: true });
});
app.post("/webhooks/sendgrid", async (req, res) => {
  for (const record of req.body) {
    await queue.send({ name: "customer/deleted", data: { customerId: record.email } }); // expect: webhook-without-event-id
  }
  res.sendStatus(200);
});
app.post("/debug", async (req, res) => {
  await charge({ event: req.body }); // expect: handler-called-directly
  res.json({});
});
app.listen(3000);
