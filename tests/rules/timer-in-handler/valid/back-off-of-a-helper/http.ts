export async function request(url) {
  for (let turn = 0; turn < 3; turn++) {
    const response = await fetch(url);
    if (response.ok) return response.json();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
