import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkClasses } from '../../features/secrets/rules.ts';
import { sampleRequests } from './approvals.ts';
import { businessChanges } from './business-changes.ts';
import { lineNet } from './cents.ts';
import { eanDigit, germanDigit, innDigit } from './check-digits.ts';
import { personalNotes, sampleContacts } from './contacts.ts';
import { type Day, dayOf, isoOf, monthStart } from './days.ts';
import { businessYears, sections } from './dossiers.ts';
import { sampleFiles } from './files.ts';
import { addresses, identifiers } from './identifiers.ts';
import { sampleNotes } from './notes.ts';
import { exclusions, staff, teamAssignments } from './people.ts';
import { rateTable } from './rates.ts';
import { sampleMaps } from './relationships.ts';
import type { InvoiceRow } from './rows.ts';
import { makeSample } from './sample.ts';
import { classedCustomers, sampleLadder } from './secrets.ts';
import { roleOf, tiersByHand } from './stories.ts';
import { sampleDecisions, sampleTasks } from './tasks.ts';
import { sampleContents, writeSample } from './write.ts';

const today = '2026-11-22';
const sample = makeSample({ seed: 'test', today });
const { customers, invoices, orders, payments, period } = sample;
const rate = rateTable(sample.rates);
const parents = new Map(customers.map((c) => [c.code, c.parent]));
const hash = (s: ReturnType<typeof makeSample>) =>
  createHash('sha256')
    .update(
      sampleContents(s)
        .map((file) => file.text)
        .join('\0'),
    )
    .digest('hex');

function topOf(code: string): string {
  const parent = parents.get(code);
  return parent ? topOf(parent) : code;
}

/** Net revenue in EUR by topmost account, for months counted back from the last full one; excluded customers left out. */
function revenue(
  fromMonth: number,
  toMonth: number,
  of: (invoice: InvoiceRow) => boolean = () => true,
): Map<string, number> {
  const [from, to]: [Day, Day] = [monthStart(period.last + 1, fromMonth), monthStart(period.last + 1, toMonth) - 1];
  const sums = new Map<string, number>();
  for (const invoice of invoices) {
    const top = topOf(invoice.customer);
    if (invoice.date < from || invoice.date > to || exclusions.some((e) => e.customer === top) || !of(invoice))
      continue;
    sums.set(top, (sums.get(top) ?? 0) + (invoice.net * rate(invoice.currency, invoice.date)) / 1e8);
  }
  return sums;
}
const year = revenue(-12, 0);
const before = revenue(-24, -12);

describe('the sample company', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    const first = hash(sample);
    expect(hash(makeSample({ seed: 'test', today }))).toBe(first);
    expect(hash(makeSample({ seed: 'other', today }))).not.toBe(first);
  });

  it('has the intended size', () => {
    const lines = invoices.reduce((sum, invoice) => sum + invoice.lines.length, 0);
    expect(customers.length).toBeGreaterThan(300);
    expect(sample.products.length).toBeGreaterThanOrEqual(150);
    expect(sample.products.length).toBeLessThanOrEqual(250);
    expect(invoices.length).toBeGreaterThan(12_000);
    expect(invoices.length).toBeLessThan(15_500);
    expect(lines).toBeGreaterThan(40_000);
    expect(lines).toBeLessThan(60_000);
    const credits = invoices.filter((invoice) => invoice.type === 'credit note').length / invoices.length;
    expect(credits).toBeGreaterThan(0.02);
    expect(credits).toBeLessThan(0.03);
    const all = invoices.flatMap((invoice) => invoice.lines);
    expect(all.filter((line) => line.cost !== undefined).length / all.length).toBeGreaterThan(0.85);
  });

  it('reconciles to the cent', () => {
    for (const document of [...invoices, ...orders]) {
      let net = 0;
      for (const line of document.lines) {
        net += line.net;
        if (line.net !== lineNet(line.milli, line.price, line.discount))
          throw new Error(`${document.number}/${line.line}`);
      }
      if (document.net !== net) throw new Error(document.number);
    }
    for (const invoice of invoices) {
      const tax = invoice.lines.reduce((sum, line) => sum + line.tax, 0);
      if (invoice.tax !== tax || invoice.gross !== invoice.net + tax) throw new Error(invoice.number);
      if (invoice.type === 'credit note' ? invoice.net >= 0 : invoice.net <= 0)
        throw new Error(`sign of ${invoice.number}`);
    }
  });

  it('never allocates more than a payment or an invoice has', () => {
    const open = new Map(invoices.map((invoice) => [invoice.number, invoice.gross]));
    const of = new Map(invoices.map((invoice) => [invoice.number, invoice]));
    for (const payment of payments) {
      const allocated = payment.allocations.reduce((sum, a) => sum + a.amount, 0);
      const distinct = new Set(payment.allocations.map((a) => a.invoice)).size === payment.allocations.length;
      if (Math.abs(allocated) > Math.abs(payment.amount) || !distinct) throw new Error(payment.number);
      for (const { invoice, amount } of payment.allocations) {
        open.set(invoice, open.get(invoice)! - amount);
        const { customer, date } = of.get(invoice)!;
        if (customer !== payment.customer || date > payment.date) throw new Error(payment.number);
      }
    }
    const overpaid = [...open].filter(([number, rest]) => rest * Math.sign(of.get(number)!.gross) < 0);
    expect(overpaid).toEqual([]);
    const overdue = invoices.filter((invoice) => open.get(invoice.number)! > 0 && invoice.due < period.last);
    expect(overdue.length).toBeGreaterThan(50);
    expect(overdue.some((invoice) => invoice.customer === roleOf.chronicPayer)).toBe(true);
  });

  it('is Pareto: the top fifth makes about 80 %, two or three groups at least 10 %', () => {
    const sums = [...year.values()].sort((a, b) => b - a);
    const total = sums.reduce((sum, amount) => sum + amount, 0);
    const fifth = sums.slice(0, Math.ceil(sums.length / 5)).reduce((sum, amount) => sum + amount, 0) / total;
    expect(fifth).toBeGreaterThan(0.78);
    expect(fifth).toBeLessThan(0.82);
    const large = sums.filter((amount) => amount / total >= 0.1).length;
    expect(large).toBeGreaterThanOrEqual(2);
    expect(large).toBeLessThanOrEqual(3);
  });

  it('shows a rising, a falling, emerging, new and dormant accounts', () => {
    const growth = (code: string) => year.get(code)! / before.get(code)! - 1;
    const total = [...year.values()].reduce((sum, amount) => sum + amount, 0);
    expect(growth(roleOf.rising)).toBeGreaterThan(0.15);
    expect(growth(roleOf.falling)).toBeLessThan(-0.15);
    for (const code of roleOf.emerging) {
      expect(growth(code)).toBeGreaterThan(0.2);
      expect(year.get(code)! / total).toBeGreaterThan(0.002);
    }
    expect(year.has(roleOf.fresh)).toBe(true);
    expect(before.has(roleOf.fresh)).toBe(false);
    for (const code of roleOf.dormant) {
      const last = Math.max(...invoices.filter((i) => i.customer === code && i.type === 'invoice').map((i) => i.date));
      expect(last).toBeLessThan(period.last - 180);
    }
  });

  it('has a customer that stopped buying a product group', () => {
    const coffee = new Set(sample.products.filter((p) => p.group === 'Coffee & tea').map((p) => p.code));
    const bought = (from: number, to: number) =>
      revenue(from, to, (i) => i.type === 'invoice' && i.lines.some((line) => coffee.has(line.product))).has(
        roleOf.stoppedBuying,
      );
    expect(bought(-24, -12)).toBe(true);
    expect(bought(-4, 1)).toBe(false);
  });

  it('has ice cream in summer', () => {
    const group = new Set(sample.products.filter((p) => p.group === 'Ice cream').map((p) => p.code));
    const inMonths = (...months: string[]) =>
      invoices
        .flatMap((i) => (months.includes(isoOf(i.date).slice(5, 7)) ? i.lines : []))
        .filter((line) => group.has(line.product))
        .reduce((sum, line) => sum + line.milli, 0);
    expect(inMonths('06', '07', '08')).toBeGreaterThan(3 * inMonths('12', '01', '02'));
  });

  it('ends on the day before today', () => {
    expect(isoOf(period.last)).toBe('2026-11-21');
    const dates = [...orders, ...invoices, ...payments, ...sample.rates].map((row) => row.date);
    expect(dates.every((date) => date <= period.last)).toBe(true);
    expect(Math.max(...invoices.map((i) => i.date))).toBeGreaterThan(period.last - 5);
    expect(dayOf('2026-03-01') - dayOf('2026-02-28')).toBe(1);
  });

  it('has codes that are unique, references that lead somewhere, numbers with valid check digits', () => {
    const codes = new Set(customers.map((c) => c.code));
    expect(codes.size).toBe(customers.length);
    expect(new Set(customers.map((c) => c.name)).size).toBe(customers.length);
    expect(customers.every((c) => c.parent === '' || codes.has(c.parent))).toBe(true);
    expect(new Set([...invoices, ...orders].map((d) => d.number)).size).toBe(invoices.length + orders.length);
    const sellers = new Set(sample.salespeople.map((s) => s.code));
    expect(invoices.every((i) => sellers.has(i.salesperson) && codes.has(i.customer))).toBe(true);
    for (const { barcode } of sample.products) expect(barcode).toMatch(/^2\d{12}$/);
    expect(sample.products.every((p) => eanDigit(p.barcode.slice(0, 12)) === p.barcode[12])).toBe(true);
    expect(new Set(sample.products.map((p) => p.barcode)).size).toBe(sample.products.length);
    for (const { taxId, country } of customers) {
      if (taxId && country === 'DE') expect(germanDigit(taxId.slice(2, 10))).toBe(taxId[10]);
      if (taxId && country === 'RU') expect(innDigit(taxId.slice(0, 9))).toBe(taxId[9]);
    }
  });

  it('has files of several kinds, one with a version, one for few, the same at every call', async () => {
    const [files, again] = [await sampleFiles(), await sampleFiles()];
    const codes = new Set(customers.map((customer) => customer.code));
    const keys = new Set(staff.map((person) => person.key));
    expect(files.every((file) => codes.has(file.customer))).toBe(true);
    expect(files.flatMap(({ by, readers = [] }) => [by, ...readers]).every((key) => keys.has(key))).toBe(true);
    expect(new Set(files.map(({ name }) => name.split('.').at(-1))).size).toBe(6);
    expect(files).toHaveLength(7);
    expect(files.flatMap(({ later = [] }) => later)).toHaveLength(1);
    expect(files.map(({ content }, at) => content.equals(again[at]!.content))).toEqual(Array(7).fill(true));
  });

  it('gives everybody a portfolio of the right size', () => {
    const codes = new Set(customers.map((c) => c.code));
    const teams = teamAssignments(customers);
    const keys = new Set(staff.map((member) => member.key));
    expect(teams.every((t) => codes.has(t.customer) && keys.has(t.person))).toBe(true);
    const led = (key: string) => teams.filter((t) => t.person === key && t.duty === 'lead').length;
    for (const member of staff.filter((m) => m.role === 'account_manager')) {
      expect(led(member.key)).toBeGreaterThanOrEqual(10);
      expect(led(member.key)).toBeLessThanOrEqual(25);
    }
    const kams = staff
      .filter((m) => m.role === 'kam')
      .map((m) => led(m.key))
      .sort((a, b) => a - b);
    expect(kams).toHaveLength(4);
    expect(kams[0]).toBeGreaterThanOrEqual(1);
    expect(kams[1]).toBeLessThanOrEqual(2);
    const notes = sampleNotes((key) => `${keys.has(key)}`);
    const told = [...sections, ...businessYears, ...businessChanges, ...identifiers, ...addresses];
    const named = [...sampleContacts(customers), ...personalNotes, ...notes, ...tiersByHand, ...exclusions, ...told];
    expect(named.every((row) => codes.has(row.customer))).toBe(true);
    expect(notes).toHaveLength(17);
    expect(notes.every((note) => keys.has(note.by) && !JSON.stringify(note.body).includes('false'))).toBe(true);
    const people = sampleContacts(customers);
    expect(people.length).toBeGreaterThan(200);
    expect(people.filter((one) => one.moved !== null).length).toBeGreaterThan(10);
    expect(people.filter((one) => /[А-я]/.test(one.person.name)).length).toBeGreaterThan(30);
    expect(people.filter((one) => one.person.birthday?.startsWith('--')).length).toBeGreaterThan(10);
    expect(new Set(people.flatMap((one) => one.position.role ?? [])).size).toBe(8);
    expect([...tiersByHand, ...sections, ...businessYears, ...businessChanges].every((one) => keys.has(one.by))).toBe(
      true,
    );
    for (const full of ['901', '902'])
      expect(new Set(sections.filter((one) => one.customer === full).map((one) => one.section)).size).toBe(8);
    const onMaps = sampleMaps.flatMap((map) => map.people);
    expect(sampleMaps.every(({ customer, by }) => codes.has(customer) && keys.has(by))).toBe(true);
    expect([sampleMaps.length, onMaps.length, sampleMaps[0]!.people.length]).toEqual([6, 28, 15]);
    expect(onMaps.filter(({ name }) => name === null)).toHaveLength(4);
    expect(new Set(onMaps.flatMap(({ support }) => support ?? [])).size).toBe(5);
    expect(new Set(onMaps.flatMap(({ roles }) => roles)).size).toBe(8);
    expect(new Set(sampleMaps.flatMap(({ stages }) => stages.map(({ stage }) => stage))).size).toBe(6);
    const tasks = sampleTasks(today);
    const involved = tasks.flatMap(({ by, to, watchers = [], steps = [] }) => [
      by,
      to ?? by,
      ...watchers,
      ...steps.map((step) => step.by),
    ]);
    expect(involved.every((key) => keys.has(key))).toBe(true);
    expect(tasks.every(({ customer }) => customer === undefined || codes.has(customer))).toBe(true);
    // Who sees only their own accounts gives tasks on those.
    const open = (person: string) => ['head', 'director'].includes(staff.find(({ key }) => key === person)!.role);
    const seats = new Set(teams.map((seat) => `${seat.person} ${seat.customer}`));
    expect(
      tasks.every(({ by, customer }) => customer === undefined || open(by) || seats.has(`${by} ${customer}`)),
    ).toBe(true);
    expect(new Set(tasks.map(({ input }) => input.kind ?? 'task')).size).toBe(5);
    expect(tasks).toHaveLength(20);
    const asked = sampleRequests.flatMap(({ by, comment, decision }) => [by, comment?.by ?? by, decision?.by ?? by]);
    expect(asked.every((key) => keys.has(key))).toBe(true);
    expect(sampleRequests.every(({ by, customer }) => customer === undefined || seats.has(`${by} ${customer}`))).toBe(
      true,
    );
    expect(sampleRequests).toHaveLength(7);
    expect(classedCustomers.every(({ customer, by }) => open(by) || seats.has(`${by} ${customer}`))).toBe(true);
    expect(checkClasses(sampleLadder, new Set())).toEqual([]);
    expect(
      sampleDecisions(today)
        .flatMap(({ by, readBy }) => [by, ...readBy])
        .every((key) => keys.has(key)),
    ).toBe(true);
  });

  it('is written as files that hold what was made', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'vitalfew-sample-'));
    try {
      const files = await writeSample(dir, { seed: 'test', today });
      expect(files).toHaveLength(11);
      const text = await readFile(join(dir, 'invoices.csv'), 'utf8');
      expect(text.split('\r\n').length - 2).toBe(invoices.length);
      expect(files.find((file) => file.name === 'invoices.csv')!.rows).toBe(invoices.length);
      expect(await readFile(join(dir, 'customers.csv'), 'utf8')).toContain('ООО «Северный Двор»');
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
