import { serve } from "inngest/express";
import { app } from "./app";
import { bus } from "./bus";
import("./jobs").then(({ functions }) => {
  app.use("/api/inngest", serve({ client: bus, functions }));
});
