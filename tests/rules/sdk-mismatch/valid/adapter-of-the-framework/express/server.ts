import express from "express";
import { serve } from "inngest/express";
import { serve as other } from "inngest/edge";
import { bus } from "../lib";

const app = express();
app.use("/api/inngest", express.json(), serve({ client: bus, functions: [] }));
const fetchable = other({ client: bus, functions: [] });
app.all("/other", async (req, res) => res.send(await fetchable(toRequest(req))));
