  {
    id: "approve-invoice",
    retries: 10,
    // A question that cannot be asked ends the pair at once. Deprecated for
    // `group.parallel`, whose race may end the wait when it is asked.
    optimizeParallelism: false,
    triggers: [invoiceSubmitted],
  },
