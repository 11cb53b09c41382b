import { PrismaClient } from "@prisma/client";

const kept = globalThis as { prisma?: PrismaClient; settings?: { zone: string } };

export function database(): PrismaClient {
  kept.prisma ??= new PrismaClient();
  return kept.prisma;
}

export function settings(): { zone: string } {
  kept.settings ??= { zone: "Europe/Paris" };
  return kept.settings;
}

const WORDS: Record<string, string> = { a: "b" };

function words(): Record<string, string> {
  return WORDS;
}

export async function label(word: string): Promise<string> {
  const known = words();
  return known[word] ?? settings().zone;
}

export async function sorted(ids: string[]): Promise<string[]> {
  const copy = { ids: [...ids] };
  copy.ids.push("last");
  return copy.ids;
}
