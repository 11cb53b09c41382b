import { fetch as durable, Inngest } from "inngest";
import axios from "axios";

const inngest = new Inngest({ id: "tracker" });
const http = axios.create({ baseURL: "https://api.test" });

export const pull = inngest.createFunction(
  { id: "pull", triggers: [{ cron: "0 6 * * *" }] },
  async ({ step }) => {
    const first = await durable("https://api.test/first");
    const second = await fetch(`https://api.test/${first.status}`); // error
    const third = await http.get("/third"); // error
    await step.run("save", () => console.log(second, third));
  },
);
