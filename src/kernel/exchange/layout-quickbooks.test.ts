import { describe, expect, test } from 'vitest';
import { readOne, scratch } from './testing.ts';

const file = scratch();
const money = (cents: number) => (cents / 100).toFixed(2);

/** What was sold to each customer, in cents: a return is among the rows, and the rows of one customer come to nothing. */
const sold: [string, number[]][] = [
  ['Abercrombie, Kristy:Family Room', [62_064, 956_544, -342_234, 36_361]],
  ['Baker, Chris', [100_000, -100_000]],
  ['Total Energies', [10_050, 20_050, 7_000]],
  ['Lamb, Brad', [5_000]],
];
const all = sold.flatMap(([, amounts]) => amounts);
const sum = (amounts: number[]) => amounts.reduce((before, amount) => before + amount, 0);

/** A printed report with groups, subtotals and a running balance. `through`: the balance does not begin anew with a group; `wrong`: the customer whose subtotal is one too high. */
function printed(through: boolean, wrong?: string): string {
  const lines = ['Rock Castle', 'Sales by Customer Detail', ',Type,Date,Num,Name,Qty,Price,Amount,Balance'];
  let number = 1000;
  let balance = 0;
  for (const [name, amounts] of sold) {
    lines.push(`"${name}",,,,,,,,`);
    if (!through) balance = 0;
    for (const amount of amounts) {
      balance += amount;
      lines.push(`,Invoice,01/14/2024,${number++},"${name}",2,${money(amount / 2)},${money(amount)},${money(balance)}`);
    }
    const subtotal = sum(amounts) + (name === wrong ? 100 : 0);
    lines.push(`"Total ${name}",,,,,${amounts.length * 2},,${money(subtotal)},${money(balance)}`);
  }
  lines.push(`TOTAL,,,,,${all.length * 2},,${money(sum(all))},${money(sum(all))}`);
  return `${lines.join('\n')}\n`;
}

describe('a report with the name on every row, "Total NAME" below its rows and a running balance', () => {
  for (const through of [false, true])
    test(`a balance that ${through ? 'runs through' : 'begins anew with every group'} is not added up`, async () => {
      const { table, rows, cells } = await readOne(file('running.csv', printed(through)));
      expect(rows.filter((row) => row.problem)).toEqual([]);
      expect(cells.map((row) => row[7])).toEqual(all.map(money));
      expect(cells.map((row) => row[0])).toEqual(sold.flatMap(([name, amounts]) => amounts.map(() => name)));
      expect(table.totals).toMatchObject([
        {
          label: 'TOTAL',
          scope: 'grand',
          values: [
            { column: 5, agrees: true },
            { column: 7, agrees: true },
          ],
        },
      ]);
    });

  test('"Total NAME" is a subtotal even where it does not agree, and that is told', async () => {
    const { table, cells } = await readOne(file('wrong.csv', printed(false, 'Baker, Chris')));
    expect(cells).toHaveLength(all.length);
    expect(table.totals).toMatchObject([
      {
        label: 'Total Baker, Chris',
        scope: 'group',
        values: [{ agrees: true }, { printed: '1', summed: '0', agrees: false }],
      },
      { label: 'TOTAL', scope: 'grand', values: [{ agrees: true }, { agrees: true }] },
    ]);
  });

  test('a column that only equals another one is added up', async () => {
    const { table } = await readOne(
      file('equal.csv', 'Sales of May,,\nCustomer,Net,Gross\nAcme,10.00,10.00\nBeta,12.00,12.00\nTotal,22.00,23.00\n'),
    );
    expect(table.totals.map((total) => total.values.map((value) => value.agrees))).toEqual([[true, false]]);
  });
});

/** The report of QuickBooks Online as CSV: the row of a group ends with its label. */
const short = (label: (name: string) => string, total = ',,,') =>
  [
    "Sales by Customer Detail\nCraig's Design\n\n,Date,Num,Product,Memo,Qty,Amount,Balance",
    ...sold.flatMap(([name, amounts], at) => [
      label(`"${name}"`),
      ...amounts.map((amount, row) => `,01/14/2024,${at}${row},Design,Custom,2,${money(amount)},${money(amount)}`),
      `"Total for ${name}",,,,,,"$${money(sum(amounts))}"${at % 2 === 0 ? '' : ','}`,
    ]),
    `TOTAL${total},,,${money(sum(all))}`,
    '"Sunday, Jan 04, 2026 02:11 PM GMT-8 - Accrual Basis"\n',
  ].join('\n');

describe('rows shorter than the header', () => {
  for (const [said, label] of [
    ['nothing but a label', (name: string) => name],
    ['a label and fewer blank cells', (name: string) => `${name},,`],
  ] as const)
    test(`in a report with groups: ${said}`, async () => {
      const { table, rows, cells } = await readOne(file('short.csv', short(label)));
      expect(rows.filter((row) => row.problem)).toEqual([]);
      expect(cells.map((row) => [row[0], row[6]])).toEqual(
        sold.flatMap(([name, amounts]) => amounts.map((amount) => [name, money(amount)])),
      );
      expect(table.totals).toMatchObject([{ label: 'TOTAL', scope: 'grand', values: [{ column: 6, agrees: true }] }]);
    });

  test('a spoilt row of the report is still rejected', async () => {
    const text = short((name) => name).replace('Design,Custom,2,', 'Design;Custom;2,');
    const { rows, good } = await readOne(file('spoilt.csv', text));
    expect(good).toHaveLength(all.length - 1);
    expect(rows.filter((row) => row.problem)).toMatchObject([{ number: 6, problem: { code: 'columns' } }]);
  });

  test('the user says that it is no report', async () => {
    const { rows } = await readOne(
      file(
        'told.csv',
        short((name) => name),
      ),
      { overrides: { layout: 'flat' } },
    );
    expect(rows.filter((row) => row.problem?.code === 'columns').length).toBeGreaterThanOrEqual(sold.length);
  });

  const flat = [
    'Customer,Street,City,Amount',
    'Acme,Main St 1,Berlin,10.00',
    'Beta,Side St 2,Bonn,20.00',
    'Gamma,High St 3,Ulm,30.00',
  ];
  for (const [said, lines] of [
    [
      'single values between the rows',
      [...flat.slice(0, 2), 'Second floor', ...flat.slice(2, 3), 'Back yard', ...flat.slice(3)],
    ],
    ['a single value first', [flat[0]!, 'Second floor', ...flat.slice(1)]],
    ['a single value in every other row', flat.flatMap((line, at) => (at === 0 ? [line] : [line, 'Second floor']))],
    ['shifted rows', [...flat, 'Delta,High St 4', 'Ulm,30.00']],
    [
      'single values below lines of a title',
      ['Open items', 'of May', '', ...flat.slice(0, 2), 'Second floor', ...flat.slice(2)],
    ],
  ] as const)
    test(`in an ordinary table they are rejected: ${said}`, async () => {
      const { table, rows, good } = await readOne(file('flat.csv', `${lines.join('\n')}\n`));
      expect(table.report).toBeUndefined();
      expect(table.headers).toEqual(['Customer', 'Street', 'City', 'Amount']);
      expect(good).toHaveLength(3);
      const width = (line: string) => line.split(',').length;
      const broken = lines.slice(lines.indexOf(flat[0]!)).filter((line) => width(line) < 4);
      expect(rows.filter((row) => row.problem?.code === 'columns')).toHaveLength(broken.length);
    });
});
