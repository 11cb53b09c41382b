export const PAID = "order/paid";
export const NAMES = { lost: "order/lost", late: "order/late" } as const;
