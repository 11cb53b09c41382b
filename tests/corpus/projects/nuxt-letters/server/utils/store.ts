import Redis from "ioredis";
import mongoose from "mongoose";

export const redis = new Redis(process.env.REDIS_URL!);
export const Reader = mongoose.model("Reader", new mongoose.Schema({ email: String, opens: Number }));
export const Letter = mongoose.model("Letter", new mongoose.Schema({ title: String }));

const hits = new Map<string, number>();

export async function countHit(key: string) {
  hits.set(key, (hits.get(key) ?? 0) + 1);
}
export const hitsOf = (key: string) => hits.get(key) ?? 0;
export const keyOf = (...parts: string[]) => parts.join(":");
export async function withLock<T>(key: string, work: () => Promise<T>): Promise<T> {
  await redis.set(keyOf("lock", key), "1", "PX", 1000); // expect: side-effect-outside-step
  try {
    return await work();
  } finally {
    await redis.del(keyOf("lock", key)); // expect: side-effect-outside-step
  }
}
