export default defineEventHandler(async (event) => {
  const { id, data } = await readBody(event);
  await bus.send({ name: "user/changed", data, id: `clerk-user-changed-${id}` });
  return { received: true };
});
