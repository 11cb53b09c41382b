class Shop {
  private orders: string[] = [];

  async place(id: string): Promise<void> {
    this.orders.push(id);
  }

  size(): number {
    return this.orders.length;
  }
}

export const shop = new Shop();
