export async function index(id: string) {
  await fetch(`https://search.example.com/${id}`, { method: "PUT" }); // fine: only called in steps
}
