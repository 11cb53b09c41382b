export const calendar = { type: "calendar", sync: async (events) => push(events) };
