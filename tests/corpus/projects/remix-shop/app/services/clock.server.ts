export const today = () => new Date().toISOString().slice(0, 10);
export const addDays = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);
export class Clock {
  static now() {
    return new Date();
  }
  static startOf(day: Date) {
    return new Date(day.getFullYear(), day.getMonth(), day.getDate());
  }
}
export const isExpired = (until: string) => new Date(until) < new Date();
