export type Preset = 'last12' | 'fiscalYear' | 'lastFiscalYear' | 'quarter' | 'lastQuarter' | 'all';
export interface Period {
  /** Empty: the server's default, the last twelve full months. */
  from: string;
  to: string;
}

const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/**
 * The days of a preset. `newest`: the newest document day, so that presets of an old ledger are not empty;
 * `start`: first month of the fiscal year, 1 to 12. Quarters are those of the fiscal year.
 */
export function presetPeriod(preset: Preset, newest: string, start: number): Period {
  const year = Number(newest.slice(0, 4));
  const month = Number(newest.slice(5, 7)) - 1;
  const first = month >= start - 1 ? year : year - 1;
  const quarter = Math.floor(((month - (start - 1) + 12) % 12) / 3);
  const begin = start - 1 + quarter * 3;
  switch (preset) {
    case 'last12':
      return { from: '', to: '' };
    case 'fiscalYear':
      return { from: day(first, start - 1, 1), to: day(first + 1, start - 1, 0) };
    case 'lastFiscalYear':
      return { from: day(first - 1, start - 1, 1), to: day(first, start - 1, 0) };
    case 'quarter':
      return { from: day(first, begin, 1), to: day(first, begin + 3, 0) };
    case 'lastQuarter':
      return { from: day(first, begin - 3, 1), to: day(first, begin, 0) };
    case 'all':
      return { from: '1970-01-01', to: newest };
  }
}
