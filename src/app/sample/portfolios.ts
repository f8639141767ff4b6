/** What a manager of the sample company speaks; `norm` where it is another than that of the role. */
export const portfolioPeople: readonly {
  person: string;
  languages: string[];
  norm?: 'kam' | 'account_manager' | 'none';
}[] = [
  { person: 'j.rehlinger', languages: ['de', 'en'] },
  { person: 's.ladozhin', languages: ['ru', 'en'] },
  { person: 'l.berrocal', languages: ['es', 'it', 'en'], norm: 'account_manager' },
  { person: 'o.thackray', languages: ['en', 'fr'], norm: 'account_manager' },
  { person: 'm.dorn', languages: ['de', 'en'] },
  { person: 'a.kuehn', languages: ['de', 'fr', 'en'] },
  { person: 'c.oriol', languages: ['fr', 'es'] },
  { person: 'k.zielonka', languages: ['pl', 'en', 'de'] },
];

/** The smallest accounts of a manager, given to another one; days count from today. */
export const portfolioMoves: readonly {
  from: string;
  to: string;
  inDays: number;
  count: number;
  reason: string;
  undone?: boolean;
}[] = [
  { from: 'm.dorn', to: 'a.kuehn', inDays: 0, count: 1, reason: 'Delivered from the southern warehouse', undone: true },
  { from: 'a.kuehn', to: 'm.dorn', inDays: 0, count: 1, reason: 'The buyer has moved to Hamburg' },
  { from: 'd.ostapenko', to: 's.ladozhin', inDays: 14, count: 1, reason: 'Новый договор ведёт Сергей' },
];
