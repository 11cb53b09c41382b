type Memory = { rows: Map<string, Map<string, object>>; done: Set<string>; mails: string[] };

const shared: { records?: Memory } = globalThis as { records?: Memory };

function memory(): Memory {
  shared.records ??= { rows: new Map(), done: new Set(), mails: [] };
  return shared.records;
}

export const records = {
  async isDone(key: string): Promise<boolean> {
    return memory().done.has(key);
  },
  async markDone(key: string): Promise<void> {
    memory().done.add(key);
  },
  async save(table: string, id: string, row: object): Promise<void> {
    const { rows } = memory();
    rows.set(table, new Map(rows.get(table)).set(id, row));
  },
  async emailOf(table: string, id: string): Promise<string> {
    const row: { email?: string } = memory().rows.get(table)?.get(id) ?? {};
    return row.email ?? `${id}@example.com`;
  },
};

const state = { counts: {} as Record<string, number>, log: [] as string[] };

export function count(name: string): void {
  const counts = state.counts;
  counts[name] = (counts[name] ?? 0) + 1;
}

export async function once(key: string, work: () => Promise<unknown>) {
  if (await records.isDone(key)) return "duplicate";
  await work();
  await records.markDone(key);
  return "done";
}
