import { nanoid } from "nanoid";

export const newId = () => Math.random().toString(36).slice(2);

export function stamped<T>(order: T) {
  const at = new Date();
  return { ...order, at };
}

export function isLate(due: number) {
  return Date.now() > due;
}

function short() {
  return nanoid(8);
}

export const codes = {
  next() {
    const code = short();
    return `c-${code}`;
  },
};
