/** What an operator may declare to be under: laws, and lines of judgments on one question. */
export const LAWS = [
  "cn-ecommerce", "cn-civil-code", "cn-pipl", "cn-e-signature", "cn-cybersecurity", "cn-platform-fees",
  "eu-gdpr", "eu-consumer", "eu-p2b", "eu-psd2", "eu-eecc", "eu-digital-content", "eu-dsa",
  "us-assent", "us-esign", "us-california-renewal",
] as const;
export type Law = (typeof LAWS)[number];
