import { readdirSync } from "node:fs";

import { isInngestFunction } from "inngest";
import { NextRequest } from "next/server";
import { expect, it } from "vitest";

import { PUT } from "@/app/api/inngest/route";
import { inngest } from "@/lib/inngest";

const folder = new URL("../inngest/", import.meta.url);

/** The ids of the functions that the modules in `inngest/` export, by the module's file name. */
async function definedIds(): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".ts")) continue;
    const module: object = await import(new URL(file, folder).href);
    for (const value of Object.values(module)) {
      if (isInngestFunction(value)) ids.set(value.id(inngest.id), file);
    }
  }
  return ids;
}

/** What the app tells Inngest about itself when Inngest asks it to, without a server. */
async function served(): Promise<string[]> {
  const request = new NextRequest("http://localhost:3000/api/inngest", {
    method: "PUT",
    headers: { "x-inngest-sync-kind": "in_band" },
    body: JSON.stringify({ url: "http://localhost:3000/api/inngest" }),
  });
  const response = await PUT(request, undefined);
  expect(response.status).toBe(200);
  const body = (await response.json()) as { functions: { id: string }[] };
  return body.functions.map((entry) => entry.id);
}

it("serves every function that is defined", async () => {
  const ids = await served();
  const missing = [...(await definedIds())]
    .filter(([id]) => !ids.includes(id))
    .map(([id, file]) => `${id} (inngest/${file})`);

  expect(missing, "add these to app/api/inngest/route.ts").toEqual([]);
});
