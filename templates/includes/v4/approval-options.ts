  {
    id: "approve-invoice",
    retries: 10,
    // A question that cannot be asked ends the pair at once.
    optimizeParallelism: false,
    triggers: [invoiceSubmitted],
  },
