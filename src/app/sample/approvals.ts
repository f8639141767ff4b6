import type { askForException, changeException, ProcedureFields } from '../../features/approvals/contract.ts';
import type { InputOf } from '../../pure/operation.ts';

const limit = (role: 'account_manager' | 'kam' | 'head' | 'director', upTo: string | null) => ({
  ...{ role, upTo },
  userId: null,
});

/** How exceptions are decided: the nearest superior whose limit reaches; small ones nobody has to ask for. */
export const sampleProcedure: ProcedureFields = {
  isOn: true,
  steps: [{ by: 'superior', role: null, userId: null, height: 0, needs: 1 }],
  limits: [limit('account_manager', '500'), limit('kam', '1000'), limit('head', '25000'), limit('director', null)],
  ownLimit: true,
  repeats: false,
  remindDays: 3,
  escalateDays: 7,
  expireDays: 60,
};

/** A request of the sample company, and what became of it. */
export interface SampleRequest {
  /** Key of the staff member who asks. */
  by: string;
  customer?: string;
  /** In the base currency. */
  amount?: string;
  input: Pick<InputOf<typeof askForException>, 'title' | 'reason'>;
  changed?: Pick<InputOf<typeof changeException>, 'reason'> & { amount: string };
  comment?: { by: string; text: string };
  decision?: { by: string; decision: 'approve' | 'refuse'; reason: string };
  /** Why it was taken back. */
  withdrawn?: string;
}

/** Open ones at every height, one of each end, one within the own limit, one that was changed. */
export const sampleRequests: readonly SampleRequest[] = [
  {
    by: 'j.rehlinger',
    customer: '901',
    amount: '4200',
    input: {
      title: 'Free delivery of 600 display pallets',
      reason: 'Their warehouse takes displays only on Saturdays in November; the haulier charges extra for it.',
    },
    comment: { by: 'e.vaubert', text: 'Did they get the same last year?' },
  },
  {
    by: 's.ladozhin',
    customer: '902',
    amount: '180000',
    input: {
      title: 'Отсрочка платежа 60 дней на весеннюю поставку',
      reason: 'Без отсрочки заказывают вдвое меньше. Просрочек за два года не было.',
    },
  },
  {
    by: 'l.berrocal',
    customer: '904',
    amount: '1500',
    input: { title: 'Samples beyond the budget', reason: 'Four more shops want the biscuit range for their tasting.' },
    changed: { amount: '2600', reason: 'Seven shops by now, not four.' },
  },
  {
    by: 'l.berrocal',
    customer: '904',
    amount: '1200',
    input: { title: 'Share in the tasting days', reason: 'They pay for the room, we for the people.' },
    decision: { by: 'e.vaubert', decision: 'approve', reason: 'As last year. Send me the figures afterwards.' },
  },
  {
    by: 'o.thackray',
    customer: '80001',
    amount: '9000',
    input: { title: 'Take back unsold gift boxes', reason: 'They listed us late and ask us to share the risk.' },
    decision: { by: 'e.vaubert', decision: 'refuse', reason: 'Not without a plan for January. Ask again with one.' },
  },
  {
    by: 'm.dorn',
    amount: '700',
    input: { title: 'Stand at the regional fair', reason: 'Three customers of mine will be there.' },
    withdrawn: 'The fair is called off.',
  },
  {
    by: 'c.oriol',
    customer: '904',
    amount: '300',
    input: { title: 'Interpreter for the visit of the buyers', reason: 'Two of them speak no French.' },
  },
];
