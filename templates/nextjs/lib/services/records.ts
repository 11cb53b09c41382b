import { NonRetriableError } from "inngest";

import { standIn } from "@/lib/services/provider";

/** Small rows, for what a step returns is stored: 4 MiB at most. */
export type Page<Row> = { rows: Row[]; next: string | null };

type Memory = {
  rows: Map<string, Map<string, object>>;
  done: Set<string>;
  decisions: Map<string, string>;
};

/** Something for a first run to work on. */
function samples(): Memory["rows"] {
  const users = ["ada", "grace", "katherine"].map((userId) => {
    return [userId, { userId, email: `${userId}@example.com` }] as const;
  });
  const orders = ["order-1", "order-2", "order-3"].map((orderId) => {
    return [orderId, { orderId, email: "ada@example.com" }] as const;
  });
  return new Map([
    ["users", new Map<string, object>(users)],
    ["orders", new Map<string, object>(orders)],
  ]);
}

// One for the process: Next.js may load this module once for each route.
const shared: { records?: Memory } = globalThis as { records?: Memory };

function memory(): Memory {
  standIn("lib/services/records.ts");
  shared.records ??= {
    rows: samples(),
    done: new Set(),
    decisions: new Map(),
  };
  return shared.records;
}

/** Stands in for your database, in memory. */
export const records = {
  /** Whether what this key is about has been done, however long ago. */
  async isDone(key: string): Promise<boolean> {
    return memory().done.has(key);
  },

  /** Keeps that it has been done. In a database: a row with a unique key. */
  async markDone(key: string): Promise<void> {
    memory().done.add(key);
  },

  /**
   * Keeps the first decision about a key, for good, and gives the one that holds.
   *
   * In a database: an insert that leaves a row of the same key alone, then a read.
   */
  async decide<Decision extends string>(
    key: string,
    decision: Decision,
  ): Promise<Decision> {
    const { decisions } = memory();
    if (!decisions.has(key)) decisions.set(key, decision);
    return decisions.get(key) as Decision;
  },

  /** The decision about a key, null while there is none. */
  async decision<Decision extends string>(
    key: string,
  ): Promise<Decision | null> {
    return (memory().decisions.get(key) as Decision | undefined) ?? null;
  },

  /** Where mail about a row goes to. No such row: throw `NonRetriableError`. */
  async emailOf(table: string, id: string): Promise<string> {
    const row: { email?: string } = memory().rows.get(table)?.get(id) ?? {};
    // It knows everybody, so that the first event you send finds somebody.
    return row.email ?? `${id}@example.com`;
  },

  /** These fields of the rows after the cursor, in the order of their IDs. */
  async page<Row extends object>(
    table: string,
    fields: (keyof Row & string)[],
    { after, limit }: { after: string | null; limit: number },
  ): Promise<Page<Row>> {
    const all = memory().rows.get(table) ?? new Map<string, object>();
    const ids = [...all.keys()].sort().filter((id) => !after || id > after);
    const rows = ids.slice(0, limit).map((id) => {
      const row = new Map(Object.entries(all.get(id) ?? {}));
      const missing = fields.find((field) => !row.has(field));
      if (missing) throw new NonRetriableError(`${table}/${id}: no ${missing}`);
      return Object.fromEntries(
        fields.map((field) => [field, row.get(field)]),
      ) as Row;
    });
    return { rows, next: ids.length > limit ? (ids[limit - 1] ?? null) : null };
  },

  /** Keeps a row. */
  async save(table: string, id: string, row: object): Promise<void> {
    const { rows } = memory();
    rows.set(table, new Map(rows.get(table)).set(id, row));
  },

  /** Forgets everything, the samples too. */
  clear(): void {
    for (const part of [memory().rows, memory().done, memory().decisions]) {
      part.clear();
    }
  },
};

/**
 * Does what a key is about, unless that is on record, and records it after the effect.
 *
 * So a run that fails before it can be rerun, and one that comes after it does nothing. The key
 * says what the work is about, never which run does it. Inngest knows an event's ID for a day;
 * the record lasts. Use it inside a step.
 */
export async function once(
  key: string,
  work: () => Promise<unknown>,
): Promise<"done" | "duplicate"> {
  if (await records.isDone(key)) return "duplicate";
  await work();
  await records.markDone(key);
  return "done";
}
