import type { ChangeKind, Source } from '../../features/dossiers/contract.ts';

interface SampleChange {
  customer: string;
  by: string;
  kind: ChangeKind;
  daysAgo: number;
  text: string;
  source: Source;
  tellTeam: boolean;
  /** What the head said about the plan; left out: nobody has said yet. */
  plan?: { answer: 'yes' | 'no'; note: string };
}

export const businessChanges: readonly SampleChange[] = [
  {
    customer: '901',
    by: 'j.rehlinger',
    kind: 'newShop',
    daysAgo: 75,
    text: 'Four shops of an independent in Gifhorn taken over, open from next month.',
    source: 'customer',
    tellTeam: true,
    plan: { answer: 'yes', note: 'Four more delivery addresses; target raised.' },
  },
  {
    customer: '901',
    by: 'o.thackray',
    kind: 'newDirector',
    daysAgo: 12,
    text: 'A new head of logistics begins in January; the slots will be discussed again.',
    source: 'press',
    tellTeam: true,
  },
  {
    customer: '902',
    by: 's.ladozhin',
    kind: 'merger',
    daysAgo: 260,
    text: 'Контрольный пакет купил региональный холдинг.',
    source: 'press',
    tellTeam: true,
    plan: { answer: 'yes', note: 'План восстановления.' },
  },
  {
    customer: '902',
    by: 's.ladozhin',
    kind: 'paymentTrouble',
    daysAgo: 18,
    text: 'Просят увеличить отсрочку с 45 до 60 дней: закрытие магазинов съедает оборотные средства.',
    source: 'customer',
    tellTeam: true,
  },
  {
    customer: '905',
    by: 'o.thackray',
    kind: 'other',
    daysAgo: 140,
    text: 'Purchasing of both companies moved to Poznań.',
    source: 'web',
    tellTeam: false,
    plan: { answer: 'no', note: 'Same people.' },
  },
];
