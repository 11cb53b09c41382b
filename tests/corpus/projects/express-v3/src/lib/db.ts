import pg from "pg";

const pool = new pg.Pool();

export const db = {
  query: (text: string, values: unknown[] = []) => pool.query(text, values),
};
