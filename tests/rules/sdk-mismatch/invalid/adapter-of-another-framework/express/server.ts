import express from "express";
import { serve } from "inngest/next"; // error
import { bus } from "../lib";

const app = express();
app.use(express.json());
app.use("/api/inngest", serve({ client: bus, functions: [] }));
