import { customAlphabet } from "nanoid";

const alphabet = customAlphabet("abcdef", 8);
export const newSlug = (title: string) => `${title.toLowerCase()}-${alphabet()}`;
export const slugOf = (title: string) => title.toLowerCase().replaceAll(" ", "-");
