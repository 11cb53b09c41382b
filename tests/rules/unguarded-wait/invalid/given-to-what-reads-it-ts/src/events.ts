import { z } from "zod";

export const approved = z.object({ data: z.object({ by: z.string() }) });
export const perhaps = approved.nullable();

export function approver(event: { data: { by: string } }) {
  return event.data.by;
}

export const by = ({ data }: { data: { by: string } }) => data.by;

export function approverOrNobody(event: { data: { by: string } } | null) {
  return event?.data.by ?? "nobody";
}
