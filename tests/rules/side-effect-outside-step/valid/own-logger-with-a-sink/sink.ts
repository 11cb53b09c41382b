export const sink = {
  async write(text: string): Promise<void> {
    await fetch("https://logs.example.com", { method: "POST", body: text });
  },
};
