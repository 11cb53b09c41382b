export async function work() {
  const answer = await fetch("https://ledger.example.com/close", { method: "POST" }); // fine: in steps
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}
