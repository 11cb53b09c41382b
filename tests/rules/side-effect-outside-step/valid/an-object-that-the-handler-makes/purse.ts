export class Purse {
  coins: number;

  constructor(coins = 0) {
    this.coins = coins;
  }

  take(row: { price: number; free: boolean }): boolean {
    if (!row.free) this.pay(row.price);
    return this.coins >= 0;
  }

  private pay(price: number): void {
    this.coins -= price;
  }
}
