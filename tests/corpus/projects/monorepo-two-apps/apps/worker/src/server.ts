import { serve } from "inngest/express";
import express from "express";
import { inngest } from "./client";
import { hello } from "./functions";
const app = express();
app.use("/api/inngest", serve({ client: inngest, functions: [hello] })); // fine: one registry per app
