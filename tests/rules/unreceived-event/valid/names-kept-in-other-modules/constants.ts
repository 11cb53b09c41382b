export const PUBLISHED = "post/published" as const;
