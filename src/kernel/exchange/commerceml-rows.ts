import type { Emit, Memory } from './commerceml-columns.ts';
import {
  child,
  currencyCode,
  dayText,
  decimalText,
  isTrue,
  kindOf,
  listOf,
  type Node,
  requisites,
  textAt,
} from './commerceml-node.ts';

const yes = (value: boolean) => (value ? 'true' : 'false');

const removed = (node: Node, found?: Map<string, string>): boolean =>
  /удал[её]н/i.test(node.attributes.Статус ?? '') ||
  /удал[её]н/i.test(textAt(node, 'Статус')) ||
  isTrue(textAt(node, 'ПометкаУдаления')) ||
  isTrue(node.attributes.ПометкаУдаления) ||
  isTrue(textAt(node, 'СтатусУдален')) ||
  isTrue(found?.get('пометкаудаления')) ||
  isTrue(found?.get('статусудален'));

function unitOf(node: Node): { unit: string; code: string } {
  const unit = child(node, 'БазоваяЕдиница') ?? child(node, 'Единица') ?? child(node, 'ЕдиницаИзмерения');
  if (!unit) return { unit: '', code: '' };
  const text =
    unit.text.trim() ||
    textAt(unit, 'НаименованиеКраткое') ||
    (unit.attributes.НаименованиеПолное ?? '') ||
    (unit.attributes.МеждународноеСокращение ?? '');
  return { unit: text, code: (unit.attributes.Код ?? textAt(unit, 'Код')).trim() };
}

const rateOf = (node: Node | undefined): string => /\d+(?:[.,]\d+)?/.exec(textAt(node, 'Ставка'))?.[0] ?? '';

/** One product of a catalogue. */
export function product(node: Node, memory: Memory, emit: Emit): void {
  const found = requisites(node);
  const groupId = textAt(node, 'Группы', 'Ид') || textAt(node, 'Группа');
  const group = memory.groups.get(groupId);
  const unit = unitOf(node);
  emit(
    'products',
    [
      textAt(node, 'Ид'),
      textAt(node, 'Код') || (found.get('код') ?? ''),
      textAt(node, 'Артикул'),
      textAt(node, 'Наименование'),
      textAt(node, 'ПолноеНаименование') || (found.get('полноенаименование') ?? ''),
      groupId,
      group?.name ?? '',
      group?.path ?? '',
      unit.unit,
      unit.code,
      textAt(node, 'Штрихкод'),
      rateOf(listOf(node, 'СтавкиНалогов', 'СтавкаНалога')[0]),
      textAt(node, 'Изготовитель', 'Наименование') || textAt(node, 'Изготовитель') || textAt(node, 'Производитель'),
      textAt(node, 'Страна'),
      found.get('видноменклатуры') ?? found.get('типноменклатуры') ?? '',
      decimalText(textAt(node, 'Вес') || (found.get('вес') ?? '')),
      textAt(node, 'Описание'),
      yes(removed(node, found)),
    ],
    node.line,
  );
}

/** The prices of one offer, a row per price type. */
export function offer(node: Node, memory: Memory, emit: Emit): void {
  for (const price of listOf(node, 'Цены', 'Цена')) {
    const typeId = textAt(price, 'ИдТипаЦены');
    const type = memory.priceTypes.get(typeId);
    emit(
      'prices',
      [
        textAt(node, 'Ид'),
        textAt(node, 'Артикул'),
        textAt(node, 'Штрихкод'),
        textAt(node, 'Наименование'),
        typeId,
        type?.name ?? '',
        decimalText(textAt(price, 'ЦенаЗаЕдиницу')),
        currencyCode(textAt(price, 'Валюта') || type?.currency || ''),
        textAt(price, 'Единица') || unitOf(node).unit,
        decimalText(textAt(price, 'Коэффициент')),
        decimalText(textAt(price, 'МинКоличество')),
        type?.taxIncluded ?? '',
        decimalText(textAt(node, 'Количество')),
      ],
      price.line,
    );
  }
}

/** One counterparty; each is given once. */
export function customer(node: Node, memory: Memory, emit: Emit): { id: string; name: string; taxId: string } {
  const name =
    textAt(node, 'Наименование') || textAt(node, 'ПолноеНаименование') || textAt(node, 'ОфициальноеНаименование');
  const taxId =
    textAt(node, 'ИНН') || textAt(node, 'РеквизитыЮрЛица', 'ИНН') || textAt(node, 'РеквизитыФизЛица', 'ИНН');
  const found = { id: textAt(node, 'Ид') || taxId || name, name, taxId };
  if (found.id === '' || memory.customers.has(found.id)) return found;
  memory.customers.add(found.id);
  const address = ['АдресРегистрации', 'ЮридическийАдрес', 'Адрес', 'ФактическийАдрес']
    .map((each) => child(node, each))
    .find((each) => each !== undefined);
  const parts = new Map(
    (address?.children ?? [])
      .filter((each) => each.name === 'АдресноеПоле')
      .map((each) => [textAt(each, 'Тип').toLowerCase(), textAt(each, 'Значение')]),
  );
  const contacts = listOf(node, 'Контакты', 'Контакт').map((each) => ({
    kind: `${textAt(each, 'Тип')} ${textAt(each, 'КонтактВид')}`.toLowerCase(),
    value: textAt(each, 'Значение'),
  }));
  const first = (form: RegExp) => contacts.find((each) => form.test(each.kind))?.value ?? '';
  const person =
    child(node, 'Фамилия') !== undefined || child(node, 'РеквизитыФизЛица') !== undefined || taxId.length === 12;
  emit(
    'customers',
    [
      found.id,
      textAt(node, 'Код'),
      name,
      textAt(node, 'ПолноеНаименование') ||
        textAt(node, 'ОфициальноеНаименование') ||
        textAt(node, 'РеквизитыЮрЛица', 'ОфициальноеНаименование'),
      taxId,
      textAt(node, 'КПП') || textAt(node, 'РеквизитыЮрЛица', 'КПП'),
      person ? 'person' : 'company',
      textAt(node, 'Роль'),
      textAt(address, 'Представление'),
      parts.get('страна') ?? '',
      parts.get('регион') ?? '',
      parts.get('город') ?? parts.get('населенный пункт') ?? '',
      parts.get('почтовый индекс') ?? '',
      first(/тел|phone/),
      first(/почт|mail/),
      yes(removed(node)),
    ],
    node.line,
  );
  return found;
}

const sum = (nodes: Node[], name: string): string => {
  const values = nodes
    .map((node) => decimalText(textAt(node, name)))
    .filter((value) => value !== '' && Number.isFinite(Number(value)));
  if (values.length === 0) return '';
  if (values.length === 1) return values[0]!;
  return String(Math.round(values.reduce((total, value) => total + Number(value), 0) * 1e6) / 1e6);
};

/** One document with its lines, counterparties and subordinate documents. */
export function document(node: Node, memory: Memory, emit: Emit, base = ''): void {
  const found = requisites(node);
  const parties = [
    ...listOf(node, 'Контрагенты', 'Контрагент'),
    ...node.children.filter((each) => each.name === 'Контрагент'),
  ];
  const known = parties.map((party) => ({
    role: textAt(party, 'Роль').toLowerCase(),
    ...customer(party, memory, emit),
  }));
  const buyer =
    known.find((each) => /покупател|плательщик|получател/.test(each.role)) ??
    known.find((each) => !/продав|поставщик/.test(each.role)) ??
    known[0];
  const operation = textAt(node, 'ХозОперация');
  const lines = listOf(node, 'Товары', 'Товар');
  const id = textAt(node, 'Ид') || textAt(node, 'Номер');
  const number = textAt(node, 'Номер');
  const date = dayText(textAt(node, 'Дата'));
  const currency = currencyCode(textAt(node, 'Валюта'));
  const rate = decimalText(textAt(node, 'Курс'));
  const cancelled =
    isTrue(found.get('отменен') ?? found.get('отменён')) || isTrue(textAt(node, 'Отменен')) || removed(node, found);
  const kind = kindOf(operation);
  emit(
    'documents',
    [
      id,
      number,
      date,
      textAt(node, 'Время'),
      operation,
      kind,
      textAt(node, 'Роль'),
      currency,
      rate,
      decimalText(textAt(node, 'Сумма')),
      buyer?.id ?? '',
      buyer?.name ?? '',
      buyer?.taxId ?? '',
      textAt(node, 'Основание') || base,
      dayText(textAt(node, 'СрокПлатежа')),
      sum(listOf(node, 'Скидки', 'Скидка'), 'Сумма'),
      sum(listOf(node, 'Налоги', 'Налог'), 'Сумма'),
      found.get('статусзаказа') ?? found.get('статус') ?? '',
      found.get('заказоплачен') ?? '',
      textAt(node, 'Комментарий'),
      textAt(node, 'Менеджер') || (found.get('менеджер') ?? ''),
      found.get('проведен') ?? '',
      yes(cancelled),
      yes(removed(node, found)),
      String(lines.length),
    ],
    node.line,
  );
  lines.forEach((line, index) => {
    const extra = requisites(line);
    const discounts = listOf(line, 'Скидки', 'Скидка');
    const taxes = listOf(line, 'Налоги', 'Налог');
    const price = decimalText(textAt(line, 'ЦенаЗаЕдиницу') || textAt(line, 'Цена'));
    emit(
      'documentLines',
      [
        id,
        number,
        date,
        operation,
        kind,
        currency,
        rate,
        buyer?.id ?? '',
        buyer?.name ?? '',
        String(index + 1),
        textAt(line, 'Ид'),
        textAt(line, 'Код') || (extra.get('код') ?? ''),
        textAt(line, 'Артикул'),
        textAt(line, 'Штрихкод'),
        textAt(line, 'Наименование'),
        extra.get('типноменклатуры') ?? '',
        unitOf(line).unit,
        decimalText(textAt(line, 'Количество')),
        price,
        decimalText(textAt(line, 'Сумма')),
        sum(discounts, 'Сумма'),
        sum(discounts, 'Процент'),
        discounts.length === 0 ? '' : yes(discounts.every((each) => isTrue(textAt(each, 'УчтеноВСумме')))),
        rateOf(taxes[0] ?? listOf(line, 'СтавкиНалогов', 'СтавкаНалога')[0]),
        sum(taxes, 'Сумма'),
        taxes.length === 0 ? '' : yes(taxes.every((each) => isTrue(textAt(each, 'УчтеноВСумме')))),
        yes(cancelled),
      ],
      line.line,
    );
  });
  for (const sub of listOf(node, 'ПодчиненныеДокументы', 'ПодчиненныйДокумент')) document(sub, memory, emit, id);
}
