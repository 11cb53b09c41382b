import { expect, it, vi } from "vitest";

import { POST } from "@/app/api/sample/route";
import { inngest } from "@/lib/inngest";

function post(body?: unknown) {
  return POST(
    new Request("http://localhost:3000/api/sample", {
      method: "POST",
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
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

  expect(await response.json()).toEqual({ id: "sample-user-created-ada" });
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

  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({ error: "fetch failed" });
});
