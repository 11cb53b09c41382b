import { inngest } from "./client";
abstract class Carrier {
  abstract book(parcel: string): Promise<string>;
  async track(parcel: string): Promise<string> {
    throw new Error("not implemented");
  }
  async label(parcel: string): Promise<string> {
    return parcel.toUpperCase();
  }
}
export const make = (carrier: Carrier) =>
  inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {
    await carrier.book("a"); // error
    await carrier.track("a"); // error
    await carrier.label("a");
  });
