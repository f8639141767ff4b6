import type { addDefinition, FieldValue } from '../../features/fields/contract.ts';
import type { InputOf } from '../../pure/operation.ts';
import { addDays } from '../../pure/period.ts';

const choice = (id: string, en: string, ru: string, isRetired = false) => ({ id, labels: { en, ru }, isRetired });

/** The fields of the sample company's own, one of each type; what the head thinks of an account is confidential. */
export const sampleFields: readonly InputOf<typeof addDefinition>[] = [
  {
    ...{ recordKind: 'account', key: 'delivery', type: 'choice', labels: { en: 'Delivery', ru: 'Доставка' } },
    helps: { en: 'How goods get to their ramp', ru: 'Как товар попадает на их склад' },
    choices: [
      choice('own_truck', 'Our truck', 'Наша машина'),
      choice('carrier', 'Carrier', 'Перевозчик'),
      choice('pick_up', 'They pick up', 'Самовывоз'),
      choice('rail', 'Rail', 'Железная дорога', true),
    ],
  },
  {
    ...{ recordKind: 'account', key: 'certificates', type: 'choices' },
    labels: { en: 'Certificates they ask for', ru: 'Какие сертификаты просят' },
    choices: [
      choice('organic', 'Organic', 'Органик'),
      choice('fair_trade', 'Fair trade', 'Справедливая торговля'),
      choice('ifs', 'IFS Food', 'IFS Food'),
      choice('halal', 'Halal', 'Халяль'),
    ],
  },
  {
    ...{ recordKind: 'account', key: 'promo_budget', type: 'money', currency: 'EUR' },
    labels: { en: 'Promotion budget of the year', ru: 'Бюджет на акции за год' },
  },
  { recordKind: 'account', key: 'shops', type: 'number', labels: { en: 'Shops', ru: 'Магазинов' } },
  { recordKind: 'account', key: 'talks_on', type: 'date', labels: { en: 'Annual talks', ru: 'Годовые переговоры' } },
  {
    recordKind: 'account',
    key: 'quality_contact',
    type: 'person',
    labels: { en: 'Our quality contact', ru: 'Наш ответственный за качество' },
  },
  { recordKind: 'account', key: 'portal', type: 'link', labels: { en: 'Supplier portal', ru: 'Портал поставщика' } },
  {
    recordKind: 'account',
    key: 'dock',
    type: 'text',
    labels: { en: 'Delivery instructions', ru: 'Указания по доставке' },
  },
  {
    ...{ recordKind: 'account', key: 'risk_view', type: 'text', readers: ['head', 'director'] },
    labels: { en: 'How safe is this account', ru: 'Насколько надёжен клиент' },
    helps: { en: 'For the management only', ru: 'Только для руководства' },
  },
  { recordKind: 'contact', key: 'hobby', type: 'text', labels: { en: 'What to talk about', ru: 'О чём поговорить' } },
  { recordKind: 'task', key: 'hours', type: 'number', labels: { en: 'Hours planned', ru: 'Часов по плану' } },
];

interface SampleValues {
  customer: string;
  values: Record<string, FieldValue>;
  /** Written by the head. */
  riskView?: string;
  /** Key of the staff member who looks after quality there. */
  quality?: string;
}

/** What the fields say of some accounts. */
export const sampleValues = (today: string): readonly SampleValues[] => [
  {
    customer: '901',
    values: {
      ...{
        delivery: 'carrier',
        certificates: ['organic', 'ifs'],
        promo_budget: { amount: '48000.00', currency: 'EUR' },
      },
      ...{ shops: '86', talks_on: addDays(today, 74), portal: 'https://suppliers.example.com/login' },
      dock: 'Ramp 4, Monday to Thursday from 6 to 11.\nEuro pallets up to 1.80 m; book a slot the day before.',
    },
    riskView: 'Grows with us, but the new owner asks for house brands. Do not extend terms beyond 45 days.',
    quality: 'n.brandt',
  },
  {
    customer: '902',
    values: { delivery: 'pick_up', certificates: ['halal'], shops: '23', talks_on: addDays(today, 21) },
    riskView: 'Закупки уходят к местному поставщику. Готовим план удержания, клиенту пока не говорим.',
  },
  {
    customer: '903',
    values: {
      ...{ delivery: 'own_truck', certificates: ['organic', 'fair_trade'], shops: '140' },
      ...{ promo_budget: { amount: '25500.00', currency: 'EUR' }, talks_on: addDays(today, 130) },
      dock: 'Three warehouses, each with its own order. Juices on the shaded side.',
    },
  },
  {
    customer: '904',
    values: { delivery: 'carrier', shops: '61', promo_budget: { amount: '12000.00', currency: 'EUR' } },
  },
];
