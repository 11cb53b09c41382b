import { serve } from "inngest/express";
import express from "express";
import { inngest } from "./client";
import { hello } from "./functions";
const app = express();
app.use("/api/inngest", serve({ client: inngest, functions: [hello] })); // fine: one registry per app
import { EVENTS } from "@acme/shared";
app.post("/signup", async (req, res) => {
  await inngest.send({ name: EVENTS.signup, data: req.body }); // fine: the name is a constant
  await inngest.send({ name: EVENTS.churn, data: req.body }); // fine: the other app receives it
  res.end();
});
