const counters: Record<string, number> = {};

export const metrics = {
  increment(name: string): void {
    counters[name] = (counters[name] ?? 0) + 1;
  },
};
