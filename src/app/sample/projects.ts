import type { createProject, State } from '../../features/projects/contract.ts';
import type { InputOf } from '../../pure/operation.ts';
import { addDays } from '../../pure/period.ts';

type Input = InputOf<typeof createProject>;

/** A project of the sample company, with its tasks and the state that it has come to. */
export interface SampleProject {
  by: string;
  customer: string;
  input: Omit<Input, 'accountId' | 'members' | 'resources'>;
  resources?: Partial<NonNullable<Input['resources']>>;
  members: readonly { person: string; role: string }[];
  tasks: readonly { to: string; title: string; dueIn?: number; done?: boolean }[];
  state?: { to: State; reason?: string };
  /** It was a mistake, and stands in the trash. */
  removed?: boolean;
}

/** One that runs well, one that is late and over its budget, one on hold, one that is an idea, one that is over, one that was deleted. */
export function sampleProjects(today: string): SampleProject[] {
  const day = (days: number) => addDays(today, days);
  const milestone = (id: string, name: string, due: number, done?: number) => ({
    ...{ id, name, dueOn: day(due), doneOn: done === undefined ? null : day(done) },
  });
  return [
    {
      by: 'j.rehlinger',
      customer: '901',
      input: {
        name: 'Chilled shelf in forty shops',
        goal: 'By the end of the season our chilled range stands in forty shops of Kornblum, filled by their own staff.',
        state: 'running',
        beginsOn: day(-45),
        dueOn: day(60),
        milestones: [
          milestone('m1', 'Shelf plan agreed', -30, -28),
          milestone('m2', 'Ten pilot shops', -5, -4),
          milestone('m3', 'All forty shops', 50),
        ],
      },
      resources: { budgetPlanned: '24000', budgetUsed: '9150.40', daysPlanned: '30', daysUsed: '11.5' },
      members: [{ person: 'j.rehlinger', role: 'Leads it, talks to the buying department' }],
      tasks: [
        { to: 'j.rehlinger', title: 'Train the staff of the pilot shops', dueIn: -10, done: true },
        { to: 'j.rehlinger', title: 'Order price rails for thirty shops', dueIn: 9 },
      ],
    },
    {
      by: 's.ladozhin',
      customer: '902',
      input: {
        name: 'Подключение к порталу поставщика',
        goal: 'Заказы и счета идут через портал клиента, бумага только по требованию.',
        state: 'running',
        beginsOn: day(-80),
        dueOn: day(-6),
        milestones: [
          milestone('m1', 'Тестовый заказ прошёл', -40, -33),
          milestone('m2', 'Первый счёт через портал', -12),
        ],
      },
      resources: {
        ...{ budgetPlanned: '3000', budgetUsed: '3480', daysPlanned: '12', daysUsed: '14' },
        ...{ otherPlanned: 'Доступ к их стенду на два месяца', otherUsed: 'Доступ продлён ещё на месяц' },
      },
      members: [{ person: 's.ladozhin', role: 'Отвечает за проект' }],
      tasks: [{ to: 's.ladozhin', title: 'Согласовать формат накладной', dueIn: -2 }],
    },
    {
      by: 'l.berrocal',
      customer: '903',
      input: {
        name: 'Joint forecast for the summer',
        goal: 'A forecast by week and warehouse that both sides plan by.',
        state: 'planned',
        beginsOn: day(20),
        dueOn: day(140),
        milestones: [milestone('m1', 'Data exchange tested', 45)],
      },
      members: [{ person: 'l.berrocal', role: '' }],
      tasks: [],
      state: { to: 'onHold', reason: 'Their planner has left; the successor begins next month.' },
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      input: { name: 'Own-label biscuits', goal: 'Find out whether they would let us produce their own label.' },
      members: [],
      tasks: [],
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      input: {
        name: 'Pallet labels by their new rules',
        state: 'running',
        beginsOn: day(-200),
        dueOn: day(-120),
        milestones: [milestone('m1', 'Labels accepted', -125, -127)],
      },
      members: [{ person: 'j.rehlinger', role: '' }],
      tasks: [],
      state: { to: 'done' },
    },
    {
      by: 'j.rehlinger',
      customer: '901',
      input: { name: 'Chilled shelf (entered twice)' },
      members: [],
      tasks: [],
      removed: true,
    },
  ];
}
