export async function chargeCard(step, id) {
  return step.run("charge", () => fetch("https://example.com", { body: id }));
}
export async function format(order) {
  return `${order.id}`;
}
export async function load() {
  return db.load();
}
