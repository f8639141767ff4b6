import { makePdf } from '../../features/files/make.ts';
import type { Act, createTask, publishDecision } from '../../features/tasks/contract.ts';
import type { InputOf } from '../../pure/operation.ts';
import { addDays } from '../../pure/period.ts';

type Input = Omit<InputOf<typeof createTask>, 'accountId' | 'ownerId' | 'watcherIds' | 'due'>;

/** A task of the sample company, and the steps that its people have taken with it since. */
export interface SampleTask {
  /** Key of the staff member who gives it. */
  by: string;
  /** Key of the owner. */
  to?: string;
  watchers?: string[];
  customer?: string;
  /** Days from the day on which the sample is made to the deadline; before it is overdue. */
  dueIn?: number;
  time?: string;
  zone?: string;
  input: Input;
  /** Names of the files that people bring to it, made by `content`. `files` of a step: it is given with those. */
  files?: { by: string; name: string; content: Buffer }[];
  steps?: { by: string; act: Act; words?: string; files?: true }[];
  /** Keys of who watches it by themselves. */
  watchedBy?: string[];
}

const lines = (...texts: [string, boolean][]) => texts.map(([text, done], at) => ({ id: `l${at + 1}`, text, done }));

/** Every kind, most states, some overdue. */
export function sampleTasks(today: string): SampleTask[] {
  return [
    {
      by: 'j.rehlinger',
      customer: '901',
      dueIn: 4,
      input: {
        title: 'Prepare the annual talk with Kornblum',
        text: 'Last year they asked for the logistics bonus in the first ten minutes. Have the delivery figures at hand.',
        priority: 'high',
        checklist: lines(
          ['Sales by region', true],
          ['Complaints of the year', true],
          ['Open claims', false],
          ['Proposal for the bonus', false],
        ),
      },
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      dueIn: -3,
      input: { title: 'Send the new pallet labels to the central warehouse' },
    },
    { by: 'j.rehlinger', dueIn: 0, time: '16:30', input: { title: 'Call the interpreter for the Warsaw meeting' } },
    { by: 'j.rehlinger', dueIn: 12, input: { title: 'Ask for a mentor in the trainee programme', isPrivate: true } },
    {
      by: 'o.thackray',
      to: 'j.rehlinger',
      customer: '901',
      dueIn: 1,
      input: { title: 'Look over my figures for the online shop', priority: 'low' },
    },
    {
      by: 's.ladozhin',
      customer: '902',
      dueIn: 2,
      time: '10:00',
      zone: 'Europe/Moscow',
      watchers: ['e.vaubert'],
      input: { title: 'Созвон с директором по закупкам о графике поставок', priority: 'urgent' },
    },
    {
      by: 'b.ansorge',
      dueIn: 0,
      input: {
        title: 'Balance the open items with the bank',
        repeat: { unit: 'month', every: 1, monthDay: -1 },
        checklist: lines(['Statement', false], ['Differences', false]),
      },
      steps: [{ by: 'b.ansorge', act: 'done' }],
    },
    {
      by: 'p.sowa',
      dueIn: 3,
      input: {
        title: 'Check the stock of samples',
        repeat: { unit: 'week', every: 1, weekdays: [1, 4], until: addDays(today, 200) },
      },
    },
    {
      by: 'e.vaubert',
      to: 'l.berrocal',
      customer: '904',
      dueIn: 6,
      input: {
        kind: 'assignment',
        title: 'Find out why the autumn listing was lost',
        text: 'Two pages, with what we do about it.',
      },
    },
    {
      by: 'e.vaubert',
      to: 'o.thackray',
      customer: '80001',
      dueIn: -1,
      input: { kind: 'assignment', title: 'Terms of the marketplace for next year' },
      steps: [
        {
          by: 'o.thackray',
          act: 'report',
          words: 'Fee rises by half a point; the ratings clause stays. Draft is with legal.',
        },
      ],
    },
    {
      by: 'h.aumann',
      to: 's.ladozhin',
      customer: '902',
      dueIn: 9,
      input: { kind: 'assignment', title: 'Recovery plan for the second half', priority: 'high' },
      steps: [
        { by: 's.ladozhin', act: 'report', words: 'План на три квартала готов.' },
        {
          by: 'h.aumann',
          act: 'return',
          words: 'Add who does what on their side, and what happens if volume stays below 80 %.',
        },
      ],
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      dueIn: -2,
      input: {
        kind: 'request',
        title: 'Price for 600 display pallets',
        topic: 'price',
        department: 'sales_support',
        priority: 'high',
      },
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      dueIn: 5,
      watchedBy: ['e.vaubert', 'n.brandt'],
      input: {
        kind: 'request',
        title: 'Certificate of the cold chain for the central warehouse',
        text: 'Their auditor asks for it before the listing talk.',
        topic: 'document',
        department: 'sales_support',
      },
      files: [
        {
          by: 'p.sowa',
          name: 'Cold chain certificate.pdf',
          content: makePdf([
            [
              'Certificate of the cold chain',
              '',
              'Transport at 2 to 6 degrees, measured every five minutes.',
              'Valid for two years.',
            ],
          ]),
        },
        {
          by: 'p.sowa',
          name: 'Temperatures of the last quarter.csv',
          content: Buffer.from('week;lowest;highest\n27;2.4;5.1\n28;2.6;5.4\n29;2.3;5.0\n'),
        },
      ],
      steps: [{ by: 'p.sowa', act: 'answer', words: 'The certificate, and the readings behind it.', files: true }],
    },
    {
      by: 'l.berrocal',
      to: 'b.ansorge',
      customer: '70001',
      dueIn: 3,
      input: { kind: 'request', title: 'May we deliver before the last invoice is paid?', topic: 'information' },
      steps: [{ by: 'b.ansorge', act: 'answer', words: 'Yes, up to 5,000 euros, once.' }],
    },
    {
      by: 'c.oriol',
      to: 'n.brandt',
      customer: '904',
      dueIn: -6,
      input: { kind: 'request', title: 'Samples of the new biscuit range for the buyers’ day', topic: 'sample' },
      steps: [
        { by: 'n.brandt', act: 'answer', words: 'Twelve boxes left today. Sorry for the delay: the printer was late.' },
        { by: 'c.oriol', act: 'accept' },
      ],
    },
    {
      by: 'a.kuehn',
      to: 'p.sowa',
      dueIn: 5,
      input: { kind: 'request', title: 'Certificate of origin, hazelnuts', topic: 'document' },
      steps: [
        { by: 'p.sowa', act: 'decline', words: 'The laboratory issues it only with the next lot, in three weeks.' },
      ],
    },
    {
      by: 'k.zielonka',
      input: {
        kind: 'proposal',
        title: 'A Polish price list in złoty',
        text: 'Buyers reckon in złoty and distrust our conversion.',
      },
      steps: [
        { by: 'h.aumann', act: 'accept', words: 'From the first of next quarter; finance fixes the rate monthly.' },
      ],
    },
    { by: 'l.berrocal', input: { kind: 'proposal', title: 'Joint stand with Almendral at the spring fair' } },
    {
      by: 'n.brandt',
      input: { kind: 'shortcoming', title: 'Displays arrive without assembly instructions' },
      steps: [{ by: 'e.vaubert', act: 'later', words: 'With the new supplier, after the tender.' }],
    },
    { by: 'd.ostapenko', input: { kind: 'shortcoming', title: 'Сертификаты приходят без перевода', priority: 'high' } },
  ];
}

/** A decision of the management, and who of the staff has read it. */
export interface SampleDecision {
  by: string;
  input: InputOf<typeof publishDecision>;
  readBy: string[];
  /** What was corrected since, by whom, and who has read it again. */
  correction?: { by: string; text: string; words: string; readBy: string[] };
}

export function sampleDecisions(today: string): SampleDecision[] {
  return [
    {
      by: 'h.aumann',
      input: {
        title: 'Bonuses are promised in writing only',
        text: 'Nobody promises a bonus or a rebate in a conversation any more. What was promised before stands until the end of the quarter; report it to Étienne.',
        inForceFrom: addDays(today, -10),
        everybody: true,
      },
      readBy: ['e.vaubert', 'j.rehlinger', 's.ladozhin', 'm.dorn', 'a.kuehn', 'p.sowa', 'b.ansorge'],
      correction: {
        by: 'h.aumann',
        text: 'Nobody promises a bonus, a rebate or free goods in a conversation any more. What was promised before stands until the end of the quarter; report it to Étienne.',
        words: 'Free goods count as well',
        readBy: ['e.vaubert', 'j.rehlinger', 'p.sowa'],
      },
    },
    {
      by: 'e.vaubert',
      input: {
        title: 'Every key account gets a review in the first quarter',
        text: 'Two hours with the customer, led by whoever looks after the account. Dates by the end of the month.',
        inForceFrom: addDays(today, 30),
        roles: ['kam', 'account_manager'],
      },
      readBy: ['o.thackray', 'l.berrocal', 'c.oriol'],
    },
  ];
}
