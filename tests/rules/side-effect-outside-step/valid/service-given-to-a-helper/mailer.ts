export class Mailer {
  async label(kind: string): Promise<string> {
    return kind.toUpperCase();
  }
}
