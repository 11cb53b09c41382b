import { fail, type Actions } from "@sveltejs/kit";
import { inngest } from "$lib/server/inngest";

export const actions: Actions = {
  publish: async ({ request }) => {
    const form = await request.formData();
    const recipeId = String(form.get("id"));
    if (!recipeId) return fail(400);
    await inngest.send({ name: "recipe/published", data: { recipeId } }); // fine: awaited in an action
    void inngest.send({ name: "recipe/viewed", data: { recipeId } }); // fine: said to be dropped on purpose
    await inngest.send({ name: "recipe/imported", data: { recipeId }, id: `import-${crypto.randomUUID()}` }); // expect: nondeterministic-event-id
    return { ok: true };
  },
};
