import Stripe from "stripe";
import { S3Client } from "@aws-sdk/client-s3";

let stripe: Stripe | undefined;
let bucket: S3Client | null = null;
const byRegion = new Map<string, S3Client>();

export function getStripe(): Stripe {
  if (!stripe) stripe = new Stripe("key");
  return stripe;
}

export async function getBucket(): Promise<S3Client> {
  bucket ??= new S3Client({});
  return bucket;
}

export function bucketIn(region: string): S3Client {
  const known = byRegion.get(region);
  if (known) return known;
  const made = new S3Client({ region });
  byRegion.set(region, made);
  return made;
}
