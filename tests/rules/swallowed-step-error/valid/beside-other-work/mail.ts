export async function push(to) {
  try {
    await mail.send(to);
  } catch (error) {
    console.error(error);
  }
}
export async function pull(to) {
  try {
    await mail.read(to);
  } catch (error) {
    throw new Error("unread", { cause: error });
  }
}
export async function close(id) {
  await slack.post(id).catch(() => {});
  try {
    await metrics.flush();
  } catch {}
  return db.close(id);
}
