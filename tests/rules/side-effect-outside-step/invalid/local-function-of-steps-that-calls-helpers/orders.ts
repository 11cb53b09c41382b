import { db } from "./db";

export async function companyOf(userId: string) {
  return db.companies.findFirst({ where: { userId } });
}

export async function orderOf(company: { id: string }, id: string) {
  return db.orders.findFirst({ where: { company: company.id, id } });
}
