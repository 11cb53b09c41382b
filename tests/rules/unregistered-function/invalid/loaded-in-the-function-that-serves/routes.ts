import type { Express } from "express";

export async function registerRoutes(app: Express) {
  try {
    const { serve } = await import("inngest/express");
    const { inngest } = await import("./client");
    const { taken } = await import("./orders");
    app.use("/api/inngest", serve({ client: inngest, functions: [taken] }));
  } catch (error) {
    console.error(error);
  }
}

export async function registerMails(app: Express) {
  const handler = await import("inngest/express");
  const { inngest } = await import("./client");
  const mails = await import("./mails");
  app.use("/api/mails", handler.serve({ client: inngest, functions: [mails.sent] }));
}
