import { calendar } from "./calendar";
class Registry {
  private connectors = new Map();
  register(connector) {
    this.connectors.set(connector.type, connector);
  }
  get(type: string) {
    const connector = this.connectors.get(type);
    if (!connector) throw new Error(`unknown: ${type}`);
    return connector;
  }
}
export const registry = new Registry();
registry.register(calendar);
