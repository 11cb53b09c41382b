import axios from "axios";

const api = axios.create({ baseURL: "https://api.stripe.com" });

async function post(path: string, body: unknown) {
  const { data } = await api.post(path, body);
  return data;
}

export class Billing {
  constructor(private readonly key: string) {}

  async charge(invoiceId: string) {
    return post("/charges", { invoiceId, key: this.key });
  }

  label(invoiceId: string) {
    return `invoice ${invoiceId}`;
  }
}

export const billing = new Billing("k");
