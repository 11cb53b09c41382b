export const PAID = "order/paid";
export const NAMES = { lost: "order/lost" } as const;
export enum Names {
  Late = "order/late",
}
