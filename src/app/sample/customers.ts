import { type Seat, seatIn } from './addresses.ts';
import { assortment, type Buyer, creditLimit, habit } from './buyer.ts';
import { type Chain, chains, singles } from './chains.ts';
import { taxId } from './check-digits.ts';
import { yearlyRevenue } from './company.ts';
import type { Random } from './random.ts';
import type { CustomerRow, Period, ProductRow } from './rows.ts';
import { smallCustomers } from './small-customers.ts';

/** The account that no longer buys these groups, from so many days before the end on. */
export const stoppedBuying = { account: '904', groups: ['Coffee & tea', 'Coffee in bulk'], daysBefore: 170 } as const;
/** The account that hardly ever pays before a reminder. */
export const chronicPayer = '70010';

/** City and street without the house number: `Ulm, Birkenweg`. */
function placeName({ city, address }: Seat): string {
  return `${city}, ${address.replace(/^\d+,? |,? (д\. )?\d+$/g, '')}`;
}

function chainMembers(rng: Random, chain: Chain, products: readonly ProductRow[], period: Period) {
  const common = { category: 'retail chain', paymentDays: chain.paymentDays, manager: chain.manager };
  const yearly = (chain.share / 100) * yearlyRevenue;
  const range = assortment(rng, products, 12, rng.int(100, 150));
  const payment = habit(rng.fork('habit'));
  const head = { ...seatIn(rng, chain.country), email: `info@${chain.domain}` };
  const rows: CustomerRow[] = [
    {
      ...common,
      ...head,
      code: chain.code,
      name: chain.name,
      parent: '',
      level: 'group',
      taxId: '',
      currency: chain.currency,
      creditLimit: 0,
    },
  ];
  const outlets: { row: CustomerRow; weight: number }[] = [];
  const used = new Set<string>();
  chain.entities.forEach((entity, e) => {
    const currency = entity.currency ?? chain.currency;
    const code = `${chain.code}${e + 1}0`;
    const part = entity.outlets / chain.entities.reduce((sum, other) => sum + other.outlets, 0);
    const seat: Seat = e === 0 && entity.country === chain.country ? head : seatIn(rng, entity.country);
    rows.push({
      ...common,
      ...seat,
      code,
      name: entity.name,
      parent: chain.code,
      level: 'legal entity',
      taxId: taxId(rng, entity.country),
      email: `einkauf${e + 1}@${chain.domain}`,
      currency,
      creditLimit: creditLimit(yearly * part, currency, chain.paymentDays),
    });
    for (let o = 0; o < entity.outlets; o++) {
      let place = seatIn(rng, entity.country);
      while (used.has(placeName(place))) place = seatIn(rng, entity.country);
      used.add(placeName(place));
      const row: CustomerRow = {
        ...common,
        ...place,
        code: `${code}-${String(o + 1).padStart(2, '0')}`,
        name: `${chain.outlet} ${placeName(place)}`,
        parent: code,
        level: 'outlet',
        taxId: '',
        email: `markt${e + 1}${String(o + 1).padStart(2, '0')}@${chain.domain}`,
        currency,
        creditLimit: 0,
      };
      rows.push(row);
      outlets.push({ row, weight: (o === 0 ? 3.5 : 1) * rng.between(0.7, 1.4) });
    }
  });
  const total = outlets.reduce((sum, outlet) => sum + outlet.weight, 0);
  const buyers = outlets.map(
    ({ row, weight }): Buyer => ({
      customer: row,
      top: chain.code,
      yearly: (yearly * weight) / total,
      ordersPerYear: 12 + Math.round(Math.sqrt(chain.share) * 2.2) + (weight > 2 ? 8 : 0),
      course: chain.course,
      growth: 0.04 + rng.between(-0.02, 0.02),
      discount: chain.discount,
      assortment: rng.shuffle(range).slice(0, Math.round(range.length * 0.7)),
      from: period.first,
      until: period.last,
      stopped:
        chain.code === stoppedBuying.account
          ? { groups: stoppedBuying.groups, from: period.last - stoppedBuying.daysBefore }
          : undefined,
      habit: payment,
      weekday: rng.int(1, 5),
    }),
  );
  return { rows, buyers };
}

/** All customers with, for those that are invoiced, what drives their buying. */
export function makeCustomers(rng: Random, products: readonly ProductRow[], period: Period) {
  const customers: CustomerRow[] = [];
  const buyers: Buyer[] = [];
  for (const chain of chains) {
    const members = chainMembers(rng.fork(chain.code), chain, products, period);
    customers.push(...members.rows);
    buyers.push(...members.buyers);
  }
  for (const single of singles) {
    const own = rng.fork(single.code);
    const yearly = (single.share / 100) * yearlyRevenue;
    const paymentDays = single.category === 'retail counter' ? 0 : own.pick([30, 45]);
    const company = single.category === 'retail counter' ? '' : taxId(own, single.country);
    const row: CustomerRow = {
      code: single.code,
      name: single.name,
      parent: '',
      level: 'legal entity',
      category: single.category,
      taxId: company,
      ...seatIn(own, single.country),
      email: `office@${single.domain}`,
      currency: single.currency,
      creditLimit: company ? creditLimit(yearly, single.currency, paymentDays) : 0,
      paymentDays,
      manager: single.manager,
    };
    customers.push(row);
    buyers.push({
      customer: row,
      top: row.code,
      yearly,
      ordersPerYear: single.ordersPerYear,
      course: 'steady',
      growth: single.category === 'marketplace' ? 0.12 : own.between(-0.05, 0.07),
      discount: single.discount,
      assortment: assortment(own, products, 11, own.int(60, 120)),
      from: period.first,
      until: period.last,
      stopped: undefined,
      habit: row.code === chronicPayer ? { delay: 95, spread: 25 } : company ? habit(own) : { delay: 0, spread: 0 },
      weekday: own.int(1, 5),
    });
  }
  const small = smallCustomers(rng.fork('small'), products, period);
  customers.push(...small.customers);
  buyers.push(...small.buyers);
  return { customers, buyers };
}
