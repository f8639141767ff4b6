/** The invented supplier whose business the sample shows. */
export const company = {
  slug: 'sample',
  name: 'Halmbrück Foods & Home',
  legalName: 'Halmbrück Nahrung & Haushalt AG',
  domain: 'halmbrueck.example',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  language: 'en',
  city: 'Lüneburg',
} as const;

/** Net revenue of the last twelve months that the generator aims at, in EUR. */
export const yearlyRevenue = 36_000_000;

/** The seed of the sample company that everybody sees. */
export const sampleSeed = 'halmbrueck-1';
