export interface Runs {
  create(id: string): Promise<string>;
}
export function createRunner(needs: { runs: Runs; limit: number }) {
  const limit = Math.min(needs.limit, 3);
  return {
    async run(id: string) {
      const run = await needs.runs.create(id);
      return { run, limit };
    },
  };
}
export const createMailer = (url: string) => {
  async function send(to: string) {
    const answer = await fetch(url, { method: "POST", body: to });
    return answer.status;
  }
  return { send };
};
