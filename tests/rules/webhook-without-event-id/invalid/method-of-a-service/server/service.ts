export { Films } from "./films";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const handled = (id: string) => prisma.log.handle(id);
