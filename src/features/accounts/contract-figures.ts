/** The fields of the list that need another right than `accounts.read`. */
export const FIGURES_OF_LEDGER = [
  'revenue',
  'priorRevenue',
  'basis',
  'growth',
  'lastDocument',
  'openBalance',
  'creditLimit',
  'paymentDays',
] as const;
export const FIGURES_OF_REVIEW = ['share', 'rank', 'class', 'xyz', 'tier', 'tierIsSet', 'ofGroup'] as const;
export const FIGURES_OF_DOSSIER = ['completeness', 'freshness'] as const;
export const FIGURES_OF_PEOPLE = ['stage'] as const;
export const confidential = {
  'ledger.read': FIGURES_OF_LEDGER,
  'segmentation.read': FIGURES_OF_REVIEW,
  'dossiers.read': FIGURES_OF_DOSSIER,
  'contacts.read': FIGURES_OF_PEOPLE,
};
