import { NonRetriableError, RetryAfterError } from "inngest";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { deliver, mailProvider } from "@/lib/services/mail";
import { charge, paymentsProvider, refund } from "@/lib/services/payments";
import { ProviderError } from "@/lib/services/provider";
import { records } from "@/lib/services/records";
import { setting } from "@/lib/services/settings";
import { postMessage, slackProvider } from "@/lib/services/slack";

const mail = {
  to: "ada@example.com",
  subject: "Hello",
  text: "Hello",
  key: "hello-ada",
};
const money = { amount: 1999, currency: "eur" };
const message = { channel: "#refunds", text: "A refund", key: "refund-1" };

const calls = [
  {
    name: "mail",
    stop: (error: Error) =>
      vi.spyOn(mailProvider, "send").mockRejectedValue(error),
    call: () => deliver(mail),
  },
  {
    name: "slack",
    stop: (error: Error) =>
      vi.spyOn(slackProvider, "post").mockRejectedValue(error),
    call: () => postMessage(message),
  },
  {
    name: "a charge",
    stop: (error: Error) =>
      vi.spyOn(paymentsProvider, "charge").mockRejectedValue(error),
    call: () => charge({ ...money, customerId: "ada", key: "order-1" }),
  },
  {
    name: "a refund",
    stop: (error: Error) =>
      vi.spyOn(paymentsProvider, "refund").mockRejectedValue(error),
    call: () => refund({ ...money, chargeId: "charge-1", key: "refund-1" }),
  },
];

beforeEach(() => records.clear());

describe.each(calls)("$name", ({ stop, call }) => {
  it.each([400, 401, 402, 404, 422])(
    "is not tried again after %i",
    (status) => {
      stop(new ProviderError(status, "no"));

      return expect(call()).rejects.toBeInstanceOf(NonRetriableError);
    },
  );

  it.each([408, 409, 429, 500, 503])("is tried again after %i", (status) => {
    const error = new ProviderError(status, "not now");
    stop(error);

    return expect(call()).rejects.toBe(error);
  });

  it("is tried again when nobody answers", () => {
    const error = new Error("no answer");
    stop(error);

    return expect(call()).rejects.toBe(error);
  });

  it("waits as long as the provider asks", async () => {
    stop(new ProviderError(429, "slow down", 30));

    const error = await call().catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(RetryAfterError);
    expect(error).toMatchObject({ retryAfter: "30" });
  });

  it("does not reach a stand-in in production", () => {
    vi.stubEnv("INNGEST_DEV", undefined);

    return expect(call()).rejects.toThrow("is a stand-in");
  });
});

describe("payments", () => {
  it.each([19.99, 0, -1, Number.NaN])("refuses the amount %d", (amount) => {
    const wanted = { ...money, amount, customerId: "ada", key: "order-1" };

    return expect(charge(wanted)).rejects.toBeInstanceOf(NonRetriableError);
  });

  it("takes the money of one key once", async () => {
    const wanted = { ...money, customerId: "ada", key: "order-2" };

    expect(await charge(wanted)).toBe(await charge(wanted));
  });
});

describe("records", () => {
  it("keeps the first of two decisions", async () => {
    expect(await records.decide("refund-1", "approved")).toBe("approved");
    expect(await records.decide("refund-1", "expired")).toBe("approved");
  });

  it("gives pages of the fields asked for, in order", async () => {
    for (const orderId of ["b", "c", "a"]) {
      await records.save("orders", orderId, {
        orderId,
        email: "a@example.com",
      });
    }

    const first = await records.page<{ orderId: string }>(
      "orders",
      ["orderId"],
      {
        after: null,
        limit: 2,
      },
    );
    expect(first).toEqual({
      rows: [{ orderId: "a" }, { orderId: "b" }],
      next: "b",
    });
    const second = await records.page<{ orderId: string }>(
      "orders",
      ["orderId"],
      { after: first.next, limit: 2 },
    );
    expect(second).toEqual({ rows: [{ orderId: "c" }], next: null });
  });

  it("says which field a row lacks", async () => {
    await records.save("orders", "a", { orderId: "a" });

    const page = records.page<{ amount: number }>("orders", ["amount"], {
      after: null,
      limit: 2,
    });
    await expect(page).rejects.toThrow("orders/a: no amount");
  });
});

it("names a setting that is missing", () => {
  vi.stubEnv("TEAM_EMAIL", "");

  expect(() => setting("TEAM_EMAIL")).toThrow("TEAM_EMAIL is not set");
});
