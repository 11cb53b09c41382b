const counters: Record<string, number> = {};

export const metrics = {
  increment(name: string): void {
    counters[name] = (counters[name] ?? 0) + 1;
  },
};

const runMetrics = new Map<string, number>();

export function countRun(id: string): void {
  runMetrics.set(id, (runMetrics.get(id) ?? 0) + 1);
}

class MonitoringService {
  private durations: number[] = [];

  record(duration: number): void {
    this.durations.push(duration);
  }
}

export const monitoringService = new MonitoringService();
