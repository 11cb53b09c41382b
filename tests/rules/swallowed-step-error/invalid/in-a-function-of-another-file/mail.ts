export async function push(to) {
  try {
    await mail.send(to);
  } catch (error) { // error
    console.error(error);
  }
}
export const tell = (to) => mail.send(to).catch(console.error); // error
export async function note(to) {
  try {
    await db.note(to);
  } catch { // error
    return null;
  }
}
