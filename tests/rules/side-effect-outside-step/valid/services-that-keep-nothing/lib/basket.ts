export class Basket {
  private items: string[] = [];

  add(item: string): void {
    this.items.push(item);
  }

  async total(): Promise<number> {
    return this.items.length;
  }
}
