import { existsSync } from "node:fs";
import { createClient } from "db";
let admin = null;
let urlOfTests;
let clock = Date.now;
const pools = new WeakMap();
export function getAdmin() {
  if (!admin) {
    const url = process.env.DATABASE_URL;
    admin = createClient(url);
  }
  return admin;
}
export function closeAll() {
  admin = null;
  settings = undefined;
}
let settings;
export function getSettings() {
  if (settings) return settings;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error("invalid environment");
  settings = parsed.data;
  return settings;
}
let runtime;
export function getRuntime() {
  if (runtime) return runtime;
  loadEnvironment();
  runtime = { url: process.env.DATABASE_URL };
  return runtime;
}
function loadEnvironment() {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
export function useTestUrl(url) {
  urlOfTests = url;
}
export function getDatabase() {
  return createClient(urlOfTests ?? process.env.DATABASE_URL);
}
export function mockClock(given) {
  clock = given;
}
export const isLate = (due) => due < clock();
export function poolOf(database) {
  if (!pools.has(database)) pools.set(database, database.pool());
  return pools.get(database);
}
