export interface Price {
  later(items: string[]): Promise<number>;
}
export interface Services {
  price: Price;
  orders: { list(): Promise<string[]> };
}
class FlatPrice implements Price {
  async later(items: string[]): Promise<number> {
    return items.length * 2;
  }
}
class Orders {
  private readonly rows = new Map<string, string>();

  async list(): Promise<string[]> {
    return [...this.rows.keys()];
  }

  async store(id: string): Promise<void> {
    this.rows.set(id, id);
    await fetch("https://orders.example.com", { method: "POST", body: id });
  }
}
export function makeServices(): Services {
  const orders = new Orders();
  return { price: new FlatPrice(), orders };
}
export const services: Services = makeServices();
export class Kit {
  constructor(
    readonly price: FlatPrice,
    readonly orders: Orders,
  ) {}
}
