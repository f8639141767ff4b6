import type { NewClass } from '../../features/secrets/contract.ts';

/** The ladder of the sample company, the least secret class first: inside sales is not cleared for either, credit control for the lower one only. */
export const sampleLadder: readonly NewClass[] = [
  { name: 'Confidential', roles: ['head', 'credit_controller', 'director'], people: [], mark: false },
  { name: 'Strictly confidential', roles: ['head', 'director'], people: [], mark: true },
];

/** What is for those only who are cleared for the lower class: a note, and what a section of the dossier says beside. */
export const classedTexts = {
  customer: '907',
  by: 'h.aumann',
  note: 'The owner talks with a chain about selling. He asked us to keep it to ourselves until the spring.',
  section: 'If the sale comes about, the chain will want its own terms: hold long agreements back until then.',
};

/** Accounts that have a class: which step of the ladder, who set it, and who reads the account besides. */
export const classedCustomers: readonly {
  customer: string;
  by: string;
  step: 0 | 1;
  readers?: readonly string[];
}[] = [
  { customer: '907', by: 'o.thackray', step: 0 },
  { customer: '909', by: 'h.aumann', step: 1, readers: ['b.ansorge'] },
  { customer: '910', by: 'o.thackray', step: 0, readers: ['p.sowa'] },
];
