import { latin, type Seat, seatIn } from './addresses.ts';
import { assortment, type Buyer, creditLimit, habit } from './buyer.ts';
import type { Course } from './chains.ts';
import { type Country, taxId } from './check-digits.ts';
import { yearlyRevenue } from './company.ts';
import { clusters, independents } from './independents.ts';
import type { Random } from './random.ts';
import type { Currency, CustomerRow, Period, ProductRow } from './rows.ts';

const currencyOf = (country: Country): Currency =>
  country === 'RU' ? 'RUB' : country === 'GB' || country === 'KZ' ? 'USD' : 'EUR';

/** The account manager of a country; two share Germany and Austria. */
function managerOf(country: Country, turn: number): string {
  if (country === 'DE' || country === 'AT') return turn % 2 ? 'S05' : 'S06';
  if (country === 'FR' || country === 'ES') return 'S07';
  return country === 'RU' ? 'S09' : 'S08';
}

/** Ranks (by size) of independent customers with a story of their own; `independentCode` gives the customer code. */
export const stories = { emerging: [24, 31, 36], fresh: 13, dormant: [20, 27, 35, 42, 48, 55, 63, 71] } as const;
/** Customer code of the independent customer of a rank. */
export const independentCode = (rank: number): string => String(10001 + rank * 7);

/** The ordinary independents: all of them together, in percent of the company's revenue, and how steeply they fall. */
const TAIL = { share: 20, slope: 0.68 } as const;

interface Small {
  code: string;
  name: string;
  category: string;
  country: Country;
  email: string;
  taxId: string;
  seat: Seat;
  manager: string;
  share: number;
}

function build(rng: Random, small: Small, products: readonly ProductRow[], period: Period, life: Partial<Buyer>) {
  const yearly = (small.share / 100) * yearlyRevenue;
  const paymentDays = rng.pick([14, 30, 30, 30, 45]);
  const currency = currencyOf(small.country);
  const customer: CustomerRow = {
    code: small.code,
    name: small.name,
    parent: '',
    level: 'legal entity',
    category: small.category,
    taxId: small.taxId,
    ...small.seat,
    email: small.email,
    currency,
    creditLimit: creditLimit(yearly, currency, paymentDays),
    paymentDays,
    manager: small.manager,
  };
  const buyer: Buyer = {
    customer,
    top: small.code,
    yearly,
    ordersPerYear: Math.min(26, rng.int(6, 10) + Math.round(yearly / 25_000)),
    course: 'steady',
    growth: rng.between(-0.06, 0.06),
    discount: rng.pick([0, 0, 200, 300, 500, 750]),
    assortment: assortment(rng, products, rng.int(4, 9), rng.int(14, 44)),
    from: period.first,
    until: period.last,
    stopped: undefined,
    habit: habit(rng),
    weekday: rng.int(1, 5),
    ...life,
  };
  return { customer, buyer };
}

function life(rank: number, period: Period): { life: Partial<Buyer>; size?: number } {
  const course: Course = (stories.emerging as readonly number[]).includes(rank) ? 'emerging' : 'steady';
  if (course === 'emerging') return { life: { course, ordersPerYear: 24 }, size: 2 };
  if (rank === stories.fresh) return { life: { from: period.last - 105, ordersPerYear: 26 } };
  const gone = (stories.dormant as readonly number[]).indexOf(rank);
  if (gone >= 0) return { life: { until: period.last - 200 - gone * 55 } };
  return { life: {} };
}

/** Independent customers of all countries and the clusters that belong together without saying so. */
export function smallCustomers(rng: Random, products: readonly ProductRow[], period: Period) {
  const made: { customer: CustomerRow; buyer: Buyer }[] = [];
  const named = independents.flatMap(({ country, patterns, words }) =>
    words.map((word, i) => ({
      country,
      word,
      turn: i,
      unassigned: i >= words.length - 2,
      pattern: patterns[i % patterns.length]!,
    })),
  );
  const weights = named.map((_, rank) => (rank + 3) ** -TAIL.slope);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const assigned = rng.shuffle(named.filter((n) => !n.unassigned));
  const order = [...assigned, ...rng.shuffle(named.filter((n) => n.unassigned))];
  order.forEach((n, rank) => {
    const own = rng.fork(n.word);
    const story = life(rank, period);
    const small: Small = {
      code: independentCode(rank),
      name: n.pattern.replace('*', n.word),
      category: own.pick(['independent retail', 'independent retail', 'food service']),
      country: n.country,
      email: `kontakt@${latin(n.word)}.example`,
      taxId: taxId(own, n.country),
      seat: seatIn(own, n.country),
      manager: n.unassigned ? '' : managerOf(n.country, n.turn),
      share: ((TAIL.share * weights[rank]!) / total) * (story.size ?? 1),
    };
    made.push(build(own, small, products, period, story.life));
  });
  clusters.forEach((cluster, c) => {
    const own = rng.fork(`cluster ${c}`);
    const tax = taxId(own, cluster.country);
    const seat = seatIn(own, cluster.country);
    cluster.names.forEach((name, i) => {
      const sharing = new Set(cluster.sharing);
      const domain = sharing.has('mail domain') ? cluster.domain! : `${latin(name)}.example`;
      const small: Small = {
        code: String(20001 + c * 10 + i),
        name,
        category: 'independent retail',
        country: cluster.country,
        email: `${i === 0 ? 'info' : 'buchhaltung'}@${domain}`,
        taxId: sharing.has('tax id') ? tax : taxId(own, cluster.country),
        seat: sharing.has('address') ? seat : seatIn(own, cluster.country),
        manager: managerOf(cluster.country, c),
        share: cluster.share / (i + 1),
      };
      made.push(build(own, small, products, period, {}));
    });
  });
  return { customers: made.map((m) => m.customer), buyers: made.map((m) => m.buyer) };
}
