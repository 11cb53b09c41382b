export async function payBack(refundId: string) {
  await fetch(`https://pay.example.com/refunds/${refundId}`, { method: "POST" }); // expect: swallowed-step-error
}
