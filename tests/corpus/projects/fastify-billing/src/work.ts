export async function work() {
  await fetch("https://ledger.example.com/close", { method: "POST" }); // fine: only called in steps
}
