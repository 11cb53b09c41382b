import { expect, it, vi } from "vitest";

import { GET, POST } from "@/app/api/sample/route";
import { devServer, servedFunctions } from "@/lib/dev-server";
import { inngest } from "@/lib/inngest";

function post(body?: unknown) {
  return POST(
    new Request("http://localhost:3000/api/sample", {
      method: "POST",
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

function answering(answer: unknown) {
  return vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(async () => Response.json(answer));
}

it("sends the event with an id made from the user", async () => {
  const send = vi.spyOn(inngest, "send").mockResolvedValue({ ids: ["1"] });

  const response = await post({ userId: "grace", email: "grace@example.com" });

  expect(response.status).toBe(202);
  expect(send.mock.calls[0]?.[0]).toMatchObject({
    name: "user/created",
    data: { userId: "grace", email: "grace@example.com" },
    id: "sample-user-created-grace",
  });
});

it("needs no body", async () => {
  vi.spyOn(inngest, "send").mockResolvedValue({ ids: ["1"] });

  const response = await post();

  const id = "sample-user-created-ada";
  expect(await response.json()).toEqual({ id, event: "1" });
});

it("refuses a user that is not what the event holds", async () => {
  const send = vi.spyOn(inngest, "send");

  const response = await post({ userId: 1 });

  expect(response.status).toBe(400);
  expect(send).not.toHaveBeenCalled();
});

it("says why when Inngest cannot be reached", async () => {
  vi.spyOn(inngest, "send").mockRejectedValue(new Error("fetch failed"));

  const response = await post();

  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ error: "fetch failed" });
});

it("is not there in production", async () => {
  vi.stubEnv("INNGEST_DEV", "");
  const send = vi.spyOn(inngest, "send");

  const sent = await post();
  const read = await GET(new Request("http://localhost:3000/api/sample"));

  expect([sent.status, read.status]).toEqual([404, 404]);
  expect(send).not.toHaveBeenCalled();
});

it("tells of the runs that an event started", async () => {
  const run = { id: "r1", status: "RUNNING", function: { id: "greet" } };
  const fetched = answering({ data: [run] });

  const url = "http://localhost:3000/api/sample?event=e1";
  const response = await GET(new Request(url));

  const runs = [{ id: "r1", status: "RUNNING", function: "greet" }];
  expect(await response.json()).toEqual({ runs });
  expect(fetched.mock.calls[0]?.[0]).toContain("/api/v2/events/e1/runs");
});

it("lists what the Dev Server has, in order", async () => {
  const of = (name: string) => ({ name, triggers: [{ event: "a/b" }] });
  answering({ functions: [of("second"), of("first")] });

  expect(await servedFunctions()).toEqual([
    { id: "first", triggers: ["a/b"] },
    { id: "second", triggers: ["a/b"] },
  ]);
});

it("knows a Dev Server on another port, and one that is down", async () => {
  vi.stubEnv("INNGEST_DEV", "http://localhost:8299");
  expect(devServer()).toBe("http://localhost:8299");

  vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no answer"));
  expect(await servedFunctions()).toBeNull();
});
