import Handlebars from "handlebars";
import { z } from "zod";

const TEMPLATES = { welcome: "Hello {{name}}" };
const Order = z.object({ id: z.string() });
const formatters = new Map<string, (text: string) => string>();

export function addFormatter(name: string, format: (text: string) => string): void {
  formatters.set(name, format);
}

addFormatter("loud", (text) => text.toUpperCase());
for (const name of ["plain", "quiet"]) formatters.set(name, (text) => text);

export async function welcome(name: string): Promise<string> {
  const words = [];
  for (const part of name.split(" ")) words.push(part.trim());
  return Handlebars.compile(TEMPLATES.welcome)({ name: words.join(" ") });
}

export async function readOrder(text: string): Promise<{ id: string }> {
  return Order.parse(JSON.parse(text));
}

export const format = async (name: string, text: string) => formatters.get(name)?.(text) ?? text;

export async function logBegin(id: string): Promise<void> {
  console.log(`begun ${id}`);
}
