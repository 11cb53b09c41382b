  { id: "approve-invoice", retries: 10 },
  { event: "invoice/submitted" },
