import { PrismaClient } from "@prisma/client";

export const db = new PrismaClient();

export async function findOrder(orderId: string) {
  return db.order.findUnique({ where: { id: orderId } });
}

export async function audit(what: string, who: string) {
  await db.audit.create({ data: { what, who } });
}

export function total(lines: { cents: number }[]) {
  return lines.reduce((sum, line) => sum + line.cents, 0);
}
