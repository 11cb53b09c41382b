import { randomUUID } from "node:crypto";
import { inngest } from "../src/client";
await inngest.send({ name: "order/paid", id: randomUUID() });
