const buffer: string[] = [];

export const logger = {
  async info(text: string): Promise<void> {
    const { sink } = await import("./sink");
    buffer.push(text);
    await sink.write(text);
  },
};
