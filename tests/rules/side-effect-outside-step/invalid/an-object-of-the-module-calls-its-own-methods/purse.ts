class Purse {
  coins = 0;

  take(row: { price: number }): boolean {
    this.pay(row.price);
    return this.coins >= 0;
  }

  private pay(price: number): void {
    this.coins -= price;
  }
}

export const purse = new Purse();
