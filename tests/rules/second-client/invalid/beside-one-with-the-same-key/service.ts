import { Inngest } from "inngest";
import { config } from "./config";
export class Events {
  private client: Inngest;
  constructor() {
    this.client = new Inngest({ id: "shop", eventKey: config.inngest?.eventKey }); // error
  }
  send(event: { name: string; data: object }) {
    return this.client.send(event);
  }
}
