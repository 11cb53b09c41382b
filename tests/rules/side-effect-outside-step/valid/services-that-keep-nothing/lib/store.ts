const records = new Map<string, string>();

export const store = {
  async save(id: string): Promise<void> {
    records.set(id, id);
  },
};
