export const newId = () => Math.random().toString(36).slice(2);

export async function save(step, order) {
  await step.run(`save-${Date.now()}`, () => order.save());
}
