import type { Group } from '../../features/substitutions/contract.ts';

/** A substitution of the sample company; days count from today. `customers` left out: all accounts. */
export interface SampleSubstitution {
  absent: string;
  substitute: string;
  from: number;
  to: number;
  order: string;
  customers?: readonly string[];
  rights?: readonly Group[];
  state?: 'proposed' | 'confirmed';
  /** What the substitute wrote meanwhile, before the absent person came back early. */
  over?: readonly { customer: string; text: string }[];
}

/** One that is over with what was done in it, one that runs, one to come, one to be decided. */
export const substitutions: readonly SampleSubstitution[] = [
  {
    ...{ absent: 's.ladozhin', substitute: 'j.rehlinger', from: -12, to: 2, order: '14-К' },
    over: [
      { customer: '902', text: 'Звонил Павел Сергеевич: график поставок подтверждён, первая машина во вторник.' },
      { customer: '902', text: 'Reconciliation act signed and sent back by courier.' },
    ],
  },
  {
    ...{ absent: 'c.oriol', substitute: 'm.dorn', from: -3, to: 8, order: '17-K' },
    rights: ['notes', 'contacts', 'tasks'],
  },
  { absent: 'l.berrocal', substitute: 'o.thackray', from: 21, to: 35, order: '19-K', customers: ['903'] },
  { absent: 'm.dorn', substitute: 'a.kuehn', from: 40, to: 47, order: '', state: 'proposed' },
];
