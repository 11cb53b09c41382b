  { id: "approve-invoice", retries: 10, triggers: [invoiceSubmitted] },
