import axios from "axios";
import { inngest } from "./client";

class Report {
  constructor(private readonly id: string) {
    void axios.post("https://example.com/reports", { id });
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const report = new Report(event.data.id); // error
    await step.run("keep", () => keep(report.id));
  },
);
