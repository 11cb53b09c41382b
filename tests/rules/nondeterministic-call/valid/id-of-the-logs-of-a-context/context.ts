import { randomUUID } from "node:crypto";
import { rootLogger } from "./logger";
import { db } from "./db";
export function contextFor(options = {}) {
  const requestId = options.requestId ?? randomUUID();
  const logger = rootLogger.child({ requestId, ...options.bindings });
  const ctx = { db, logger, requestId };
  return { ctx, close: () => logger.flush() };
}
