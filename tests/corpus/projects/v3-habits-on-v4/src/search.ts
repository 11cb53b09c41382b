export async function index(id: string) {
  await fetch(`https://search.example.com/${id}`, { method: "PUT" }); // expect: swallowed-step-error
}
