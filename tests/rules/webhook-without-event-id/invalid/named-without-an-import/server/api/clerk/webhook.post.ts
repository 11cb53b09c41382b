export default defineEventHandler(async (event) => {
  const { type, data } = await readBody(event);
  if (type === "user.deleted") {
    await dropUser(data.id);
  } else {
    await getInngest().send({ name: "user/changed", data }); // error
  }
  return { received: true };
});
