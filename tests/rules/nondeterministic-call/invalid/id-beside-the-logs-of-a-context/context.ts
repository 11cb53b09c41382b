import { randomUUID } from "node:crypto";
import { rootLogger } from "./logger";
import { db } from "./db";
export function contextFor(options = {}) {
  const orderId = options.orderId ?? randomUUID();
  const logger = rootLogger.child({ orderId, ...options.bindings });
  const ctx = { db, logger, orderId };
  return { ctx, close: () => logger.flush() };
}
