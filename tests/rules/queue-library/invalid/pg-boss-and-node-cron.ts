import PgBoss from "pg-boss"; // error
const cron = require("node-cron"); // error
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
