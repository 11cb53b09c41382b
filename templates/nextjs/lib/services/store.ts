/** Somebody, or something, that functions work on. */
export type StoredRecord = { id: string; email: string; createdAt: string };

/** Small rows: what a step returns is stored, and limited to 4 MiB. */
export type RecordPage = {
  rows: { id: string; email: string }[];
  next: string | null;
};

const records = new Map<string, StoredRecord>();
const claims = new Map<string, string>();

/** Keeps everything in memory: the place for a real database. */
export const store = {
  async save(record: StoredRecord): Promise<void> {
    records.set(record.id, record);
  },

  /** One page of the records made up to `until`, by id, after the one called `after`. */
  async page(options: {
    until: string;
    after: string | null;
    limit: number;
  }): Promise<RecordPage> {
    const { until, after, limit } = options;
    const rest = [...records.values()]
      .filter((record) => record.createdAt <= until)
      .filter((record) => after === null || record.id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(({ id, email }) => ({ id, email })),
      next: last && rest.length > limit ? last.id : null,
    };
  },

  async count(options: { until: string }): Promise<number> {
    const all = [...records.values()];
    return all.filter((record) => record.createdAt <= options.until).length;
  },

  /**
   * Gives a key to the first owner that asks, for good, and says whose it is.
   *
   * Inngest remembers an event id for 24 hours; this lasts. The same owner gets the same answer
   * again, so a repeated step is harmless. In a database: a unique column and an insert that
   * ignores conflicts.
   */
  async claim(key: string, owner: string): Promise<string> {
    const first = claims.get(key) ?? owner;
    claims.set(key, first);
    return first;
  },

  clear(): void {
    records.clear();
    claims.clear();
  },
};

for (const name of ["ada", "grace", "katherine"]) {
  records.set(name, {
    id: name,
    email: `${name}@example.com`,
    createdAt: "2026-01-01T00:00:00.000Z",
  });
}
