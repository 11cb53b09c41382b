const post = async (body) => {
  const answer = await fetch("https://example.com", { body });
  return answer.json();
};
export async function chargeCard(id) {
  return post({ id });
}
