import { company } from './company.ts';
import type { CustomerRow, SalespersonRow } from './rows.ts';

/** Roles as in the product's role list. */
export type SampleRole =
  | 'admin'
  | 'director'
  | 'head'
  | 'kam'
  | 'account_manager'
  | 'sales_support'
  | 'credit_controller'
  | 'contributor';

/** An invented employee. `salesperson` is the code in the ledger, where there is one. */
export interface StaffMember {
  /** Short name that other sample data refer to. */
  key: string;
  name: string;
  email: string;
  role: SampleRole;
  position: string;
  language: 'en' | 'ru';
  /** Key of the superior. */
  reportsTo: string | undefined;
  salesperson: string | undefined;
}

const person = (
  key: string,
  name: string,
  role: SampleRole,
  position: string,
  reportsTo?: string,
  salesperson?: string,
  language: 'en' | 'ru' = 'en',
): StaffMember => ({ key, name, email: `${key}@${company.domain}`, role, position, language, reportsTo, salesperson });

/** The staff of the sample company. */
export const staff: readonly StaffMember[] = [
  person('t.wilczek', 'Tomasz Wilczek', 'admin', 'System administrator'),
  person('h.aumann', 'Henrike Aumann', 'director', 'Commercial director'),
  person('e.vaubert', 'Étienne Vaubert', 'head', 'Head of key accounts', 'h.aumann', 'S10'),
  person('j.rehlinger', 'Jana Rehlinger', 'kam', 'Key account manager, Kornblum', 'e.vaubert', 'S01'),
  person('s.ladozhin', 'Сергей Ладожин', 'kam', 'Key account manager, Russia', 'e.vaubert', 'S02', 'ru'),
  person('l.berrocal', 'Lucía Berrocal', 'kam', 'Key account manager, South', 'e.vaubert', 'S03'),
  person('o.thackray', 'Oliver Thackray', 'kam', 'Key account manager, chains and online', 'e.vaubert', 'S04'),
  person('m.dorn', 'Malte Dorn', 'account_manager', 'Account manager North', 'e.vaubert', 'S05'),
  person('a.kuehn', 'Annegret Kühn', 'account_manager', 'Account manager Alps and South Germany', 'e.vaubert', 'S06'),
  person('c.oriol', 'Camille Oriol', 'account_manager', 'Account manager France and Iberia', 'e.vaubert', 'S07'),
  person(
    'k.zielonka',
    'Katarzyna Zielonka',
    'account_manager',
    'Account manager Poland and Britain',
    'e.vaubert',
    'S08',
  ),
  person('d.ostapenko', 'Дарья Остапенко', 'account_manager', 'Account manager Russia', 'e.vaubert', 'S09', 'ru'),
  person('p.sowa', 'Piotr Sowa', 'sales_support', 'Inside sales', 'e.vaubert', 'S11'),
  person('b.ansorge', 'Birgit Ansorge', 'credit_controller', 'Credit control', 'h.aumann'),
  person('n.brandt', 'Nikolai Brandt', 'contributor', 'Trade marketing', 'h.aumann'),
];

/** The ledger's salespeople: those of the staff and one who has left. */
export const salespeople: readonly SalespersonRow[] = [
  ...staff.flatMap(({ salesperson, name, email }) => (salesperson ? [{ code: salesperson, name, email }] : [])),
  { code: 'S12', name: 'Ingo Brandstätter', email: '' },
].sort((a, b) => (a.code < b.code ? -1 : 1));

/** Who stands on the team of an account. `duty` as in the accounts room. */
export interface TeamAssignment {
  customer: string;
  /** Key of the staff member. */
  person: string;
  duty: 'lead' | 'deputy' | 'rep' | 'engineer' | 'support' | 'sponsor';
  /** Per cent of the work. */
  share?: number;
  responsible?: string;
}

const FURTHER: readonly TeamAssignment[] = [
  { customer: '901', person: 'h.aumann', duty: 'sponsor' },
  {
    customer: '901',
    person: 'o.thackray',
    duty: 'deputy',
    share: 25,
    responsible: 'Annual talks, promotions, absence of Jana',
  },
  {
    customer: '901',
    person: 'p.sowa',
    duty: 'support',
    share: 15,
    responsible: 'Orders, delivery windows, complaints',
  },
  { customer: '901', person: 'm.dorn', duty: 'rep', share: 10, responsible: 'Visits to the stores in the North' },
  { customer: '901', person: 'n.brandt', duty: 'support' },
  { customer: '902', person: 'e.vaubert', duty: 'sponsor' },
  { customer: '902', person: 'd.ostapenko', duty: 'deputy' },
  { customer: '902', person: 'b.ansorge', duty: 'support', share: 10, responsible: 'Сверка расчётов' },
  { customer: '902', person: 'n.brandt', duty: 'engineer', share: 10, responsible: 'Planograms and shelf layout' },
  { customer: '903', person: 'p.sowa', duty: 'support' },
  { customer: '904', person: 'c.oriol', duty: 'deputy' },
  { customer: '70010', person: 'b.ansorge', duty: 'support' },
  // one legal entity only: its team does not open the group's total
  { customer: '90230', person: 'k.zielonka', duty: 'deputy' },
];

/**
 * Team assignments: the salesperson of each topmost account leads its team; counter sales, own companies and the smallest customers have
 * none. Two of the key account managers have one or two very large groups each, the others a portfolio.
 */
export function teamAssignments(customers: readonly CustomerRow[]): TeamAssignment[] {
  const byCode = new Map(
    staff.flatMap((member) => (member.salesperson ? [[member.salesperson, member.key] as const] : [])),
  );
  const leads = customers
    .filter((customer) => customer.parent === '' && !exclusions.some((excluded) => excluded.customer === customer.code))
    .flatMap(({ code, manager }): TeamAssignment[] => {
      const lead = byCode.get(manager);
      return lead ? [{ customer: code, person: lead, duty: 'lead' }] : [];
    });
  return [...leads, ...FURTHER];
}

/** Customers that are no accounts in the analysis. */
export interface Exclusion {
  customer: string;
  reason: 'retail' | 'own_company';
  note: string;
}

export const exclusions: readonly Exclusion[] = [
  { customer: '99001', reason: 'retail', note: 'Factory shop, cash sales to consumers.' },
  { customer: '99002', reason: 'retail', note: 'Trade fairs and walk-in customers under one number.' },
  { customer: '99003', reason: 'own_company', note: 'Own logistics company, deliveries at cost.' },
  { customer: '99004', reason: 'own_company', note: 'Собственная компания, внутригрупповые поставки.' },
];
