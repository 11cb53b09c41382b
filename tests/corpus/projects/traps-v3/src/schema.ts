import { z } from "zod";
export const schema = z.object({ id: z.string(), question: z.string() });
export const helper = (text: string) => text.trim();
