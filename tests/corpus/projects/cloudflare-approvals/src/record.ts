export async function record(by: string) {
  const answer = await fetch("https://audit.example.com", { method: "POST", body: by }); // fine: reported where it is called
  if (!answer.ok) throw new Error(`audit: ${answer.status}`);
}
