import { MongoClient } from "mongodb";
import { createCrm } from "./crm";
import { inngest } from "./client";
const shared = createCrm();
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("load", async () => {
    const crm = createCrm();
    await crm.connect();
    return crm.rows();
  });
  const crm = createCrm();
  await step.run("first", async () => {
    await crm.connect();
    await crm.store();
  });
  await step.run("second", async () => {
    await crm.connect();
    await crm.store();
  });
  const other = createCrm();
  await step.run("alone", async () => {
    await other.connect();
    await other.store();
  });
  await step.run("end", () => other.disconnect());
  const mongo = new MongoClient("mongodb://localhost");
  await step.run("connect", () => mongo.connect());
  await step.run("count", () => mongo.db("shop").collection("orders").countDocuments());
  await step.run("warm", () => shared.connect());
  await step.run("use", () => shared.rows());
});
