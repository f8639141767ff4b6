import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type Read, readAll, refusal, scratch, shared, testWithData } from './testing.ts';

const file = scratch();
const records = (read: Read) =>
  read.rows.map((row) => Object.fromEntries(row.cells.map((cell, at) => [read.table.headers[at]!, cell])));
const by = (found: Read[]) => Object.fromEntries(found.map((read) => [read.table.kindHint!, records(read)]));

describe('sample exchanges', () => {
  testWithData('a catalogue', async () => {
    const found = by(await readAll(shared('commerceml/import0_1.xml')));
    expect(Object.keys(found)).toEqual(['products']);
    expect(found.products).toHaveLength(36);
    expect(found.products![0]).toMatchObject({
      article: 'PM-421-WP',
      barcode: '8809288404089',
      group: 'Коврики для дома',
      unit: 'Штука',
      taxRate: '20',
    });
  });
  testWithData('nested groups', async () => {
    const found = by(await readAll(shared('commerceml/import0_1_with_nested_groups.xml')));
    expect(found.products).toHaveLength(283);
    expect(found.products![0]).toMatchObject({ groupPath: 'Детские товары / Коврики для дома' });
  });
  testWithData('offers', async () => {
    const found = by(await readAll(shared('commerceml/offers0_1.xml')));
    expect(found.prices).toHaveLength(44);
    expect(found.prices![0]).toMatchObject({ priceType: 'BASE', price: '100', currency: 'RUB', stock: '377' });
  });
  testWithData('orders in windows-1251', async () => {
    const found = by(await readAll(shared('commerceml/bitrix-query-response-full.xml')));
    expect(found.documents).toMatchObject([
      { number: '132', date: '2021-02-11', kind: 'order', currency: 'RUB', amount: '231.7400' },
      { number: '133', amount: '14380.5800' },
    ]);
    const lines = found.documentLines!.filter((line) => line.documentNumber === '133');
    expect(lines.reduce((sum, line) => sum + Math.round(Number(line.amount) * 100), 0)).toBeGreaterThan(0);
  });
  testWithData('an empty exchange and a file that is none', async () => {
    expect(await refusal(shared('commerceml/bitrix-query-response-empty.xml'))).toBe('empty');
    expect(await refusal(shared('commerceml/commerceml-2.10.xsd'))).toBe('unknown-xml');
  });
});

const party = `<Контрагенты><Контрагент><Ид>00123</Ид><Наименование>Ромашка</Наименование><ПолноеНаименование>ООО "Ромашка"</ПолноеНаименование>
<ИНН>7701234567</ИНН><КПП>770101001</КПП><АдресРегистрации><Представление>127000, Москва, ул. Ленина, 1</Представление>
<АдресноеПоле><Тип>Город</Тип><Значение>Москва</Значение></АдресноеПоле></АдресРегистрации><Роль>Покупатель</Роль></Контрагент></Контрагенты>`;
const line = (
  id: string,
  quantity: string,
  amount: string,
) => `<Товар><Ид>${id}</Ид><Артикул>A-${id}</Артикул><Наименование>Чай &lt;чёрный&gt; &amp; зелёный</Наименование>
<БазоваяЕдиница Код="796">шт</БазоваяЕдиница><ЦенаЗаЕдиницу>100,50</ЦенаЗаЕдиницу><Количество>${quantity}</Количество><Сумма>${amount}</Сумма>
<Скидки><Скидка><Наименование>Скидка</Наименование><Сумма>5.00</Сумма><Процент>5</Процент><УчтеноВСумме>true</УчтеноВСумме></Скидка></Скидки>
<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме><Сумма>16.75</Сумма><Ставка>20</Ставка></Налог></Налоги></Товар>`;
const document = (
  number: string,
  operation: string,
  lines: string,
  extra = '',
) => `<Документ><Ид>doc-${number}</Ид><Номер>${number}</Номер><Дата>2024-02-13</Дата>
<ХозОперация>${operation}</ХозОперация><Роль>Продавец</Роль><Валюта>руб.</Валюта><Курс>1</Курс><Сумма>100.50</Сумма>${party}<Товары>${lines}</Товары>${extra}</Документ>`;
const exchange = (content: string, encoding: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<КоммерческаяИнформация ВерсияСхемы="2.08">${content}</КоммерческаяИнформация>`;

test('sales, returns, payments, cancelled and subordinate documents', async () => {
  const cancelled =
    '<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Отменен</Наименование><Значение>true</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>';
  const sub = `<ПодчиненныеДокументы><ПодчиненныйДокумент><Ид>pay-1</Ид><Номер>77</Номер><Дата>2024-02-20</Дата><ХозОперация>Выплата безналичных денег</ХозОперация><Валюта>643</Валюта><Сумма>100.50</Сумма></ПодчиненныйДокумент></ПодчиненныеДокументы>`;
  const text = exchange(
    document('0001', 'Заказ товара', line('p1', '2', '201.00'), sub) +
      `<Контейнер>${document('0002', 'Отпуск товара', line('p1', '2', '201.00') + line('p2', '1', '100.50'))}</Контейнер>` +
      document('0003', 'Возврат товара', line('p1', '1', '100.50')) +
      document('0004', 'Реализация товаров', line('p1', '1', '100.50'), cancelled) +
      document('0005', 'Счет на оплату', line('p1', '1', '100.50')),
    'windows-1251',
  );
  const found = by(await readAll(file('documents.xml', iconv.encode(text, 'windows-1251'))));
  expect(found.documents!.map((each) => [each.number, each.kind, each.cancelled, each.baseDocumentId])).toEqual([
    ['0001', 'order', 'false', ''],
    ['77', 'payment', 'false', 'doc-0001'],
    ['0002', 'sale', 'false', ''],
    ['0003', 'return', 'false', ''],
    ['0004', 'sale', 'true', ''],
    ['0005', 'proforma', 'false', ''],
  ]);
  expect(found.customers).toHaveLength(1);
  expect(found.customers![0]).toMatchObject({
    id: '00123',
    name: 'Ромашка',
    taxId: '7701234567',
    registrationId: '770101001',
    city: 'Москва',
    kind: 'company',
  });
  expect(found.documentLines).toHaveLength(6);
  expect(found.documentLines![0]).toMatchObject({
    productId: 'p1',
    productName: 'Чай <чёрный> & зелёный',
    price: '100.50',
    discountAmount: '5.00',
    discountPercent: '5',
    taxRate: '20',
    taxIncluded: 'true',
    unit: 'шт',
  });
});

test('hostile XML is refused', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><КоммерческаяИнформация>&b;</КоммерческаяИнформация>`;
  expect(await refusal(file('bomb.xml', bomb))).toBe('hostile-xml');
  expect(
    await refusal(
      file('late.xml', `<?xml version="1.0"?><!--${' '.repeat(20_000)}--><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>`),
    ),
  ).toBe('hostile-xml');
  expect(await refusal(file('deep.xml', exchange('<a>'.repeat(100_000), 'utf-8')))).toBe('hostile-xml');
  expect(
    await refusal(
      file('cut.xml', exchange(document('1', 'Заказ товара', line('p', '1', '1')), 'utf-8').slice(0, -200)),
    ),
  ).toBe('damaged');
  expect(await refusal(file('entity.xml', exchange('<Документ>&xxe;</Документ>', 'utf-8')))).toBe('damaged');
  expect(
    await refusal(file('random.xml', `<?xml version="1.0"?>${createHash('sha512').update('x').digest('hex')}`)),
  ).toBe('damaged');
});
