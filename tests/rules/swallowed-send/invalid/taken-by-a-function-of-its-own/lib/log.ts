export function tell(error: Error) {
  console.error("not sent", error);
}
