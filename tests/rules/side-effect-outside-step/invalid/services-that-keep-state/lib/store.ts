const records = new Map<string, { id: string }>();
const claims: Record<string, string> = {};
let last = 0;

export const store = {
  async count(): Promise<number> {
    return [...records.values()].length;
  },
  async claim(key: string, owner: string): Promise<string> {
    const first = claims[key] ?? owner;
    claims[key] = first;
    return first;
  },
  save(record: { id: string }): void {
    records.set(record.id, record);
  },
};

export const nextNumber = () => ++last;

export function wasSaved(id: string): boolean {
  return isThere(id);
}

function isThere(id: string): boolean {
  return records.has(id);
}
