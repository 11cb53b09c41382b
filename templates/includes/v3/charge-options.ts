  { id: "charge-order", retries: 10, throttle: { limit: 20, period: "1m" } },
  { event: "order/placed" },
