import { type Tracer as ApiTracer, trace } from "@opentelemetry/api";
export class Tracer {
  #inner: ApiTracer;
  private readonly meter;
  constructor(inner: ApiTracer) {
    this.#inner = inner;
    this.meter = inner;
  }
  static byName(name: string) {
    return new Tracer(trace.getTracer(name));
  }
  async span<T>(name: string, work: (span) => Promise<T>) {
    return await this.#inner.startActiveSpan(name, async (span) => {
      try {
        return await work(span);
      } finally {
        span.end();
      }
    });
  }
  async measured<T>(name: string, work: () => Promise<T>) {
    return await this.meter.startActiveSpan(name, async (span) => await work());
  }
}
