import { createOpenAI } from "@ai-sdk/openai";
import axios from "axios";
import { fetch as durable } from "inngest";

const settings = { fetch: durable };
export const openai = createOpenAI(settings);
export const http = axios.create({ adapter: "fetch", env: { fetch: durable } });

export async function getPage(cursor: string) {
  const answer = await durable(`https://api.test/issues?cursor=${cursor}`);
  return answer.json() as Promise<{ items: string[] }>;
}

export class Tracker {
  constructor(private readonly request: typeof durable) {}

  async issues() {
    const answer = await this.request("https://api.test/issues");
    return answer.json();
  }
}
