export async function dropUser(userId: string) {
  await getInngest().send({ name: "user/deleted", data: { userId } }); // error
}
