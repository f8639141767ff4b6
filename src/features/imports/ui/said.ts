import type { TFunction } from 'i18next';

// Sentences that the server puts together, and the words of this room for them; groups fill {{a}}, {{b}}, {{c}}.
const sentences: readonly [RegExp, string][] = [
  [/^a file with the same columns was imported like this before$/, 'before'],
  [/^you said so$/, 'you'],
  [/^its name says so$/, 'name'],
  [/^its columns name (payments|orders)$/, 'columns'],
  [/^"(.+)" is the key of (?:customers|products|salespeople)$/, 'key'],
  [/^"(.+)" tells invoices and payments apart$/, 'mixed'],
  [/^"(.+)" is what is still open$/, 'open'],
  [/^"(.+)" numbers invoices$/, 'numbers'],
  [/^"(.+)" says who is one$/, 'who'],
  [/^debit and credit stand in two columns$/, 'debit'],
  [/^credit notes are named$/, 'credit'],
  [/^(\d+) columns describe (?:customers|products)$/, 'describe'],
  [/^product, price list and price$/, 'prices'],
  [/^documents with customer and date, without amounts$/, 'bare'],
  [/^documents with number, customer and date$/, 'documents'],
  [/^a table of .+ is not needed$/, 'lookup'],
  [/^suppliers are not imported$/, 'suppliers'],
  [/^it only links other tables$/, 'links'],
  [/^its columns fit no kind of table; say what it is$/, 'unknown'],
  [/^left out: no kind is set for this table$/, 'leftOut'],
  [/^No discount stands in the first rows of "(.+)": values above 1 are read as percent\.$/, 'noDiscount'],
  [/^"(.+)" is taken as an amount without tax\.$/, 'takenNet'],
  [/^The values of "(.+)" say nothing about the kind of document\.$/, 'noMarks'],
  [/^The same number stands in several years: the year becomes part of the number\.$/, 'yearly'],
  [/^No column holds a date: all rows are dated (\S+), the end of the period in the name/, 'dated'],
  [/^No column says as of which day the items were open: (\S+) is taken\.$/, 'asOf'],
  [/^Nothing was found for .+\. Choose a column or set a value\.$/, 'nothing'],
  [/^No column numbers the documents: one is made per customer and day/, 'noNumber'],
  [/^"(.+)" looks like a printed report with more than (\d+) rows; it is read as an ordinary table/, 'longReport'],
  [/^Values stand to the right of the last named column \(first in row (\d+)\); they are not read\.$/, 'right'],
  [/^Sheet "(.+)" is empty\.$/, 'emptySheet'],
  [/^Row (\d+) "(.*)" prints (.+); its rows add up to (.+)\.$/, 'disagrees'],
  [/^Line (\d+) has (\d+) values, the header has (\d+)\./, 'values'],
  [/^Line (\d+) has values behind the last named column\.$/, 'behind'],
  [/^There is nothing in "(.+)", where .+ must stand\.$/, 'nothingIn'],
  [/^The row has no amount, and not both quantity and price\.$/, 'noAmount'],
  [/^"(.*)" in "(.+)" is not a number\.$/, 'notNumber'],
  [/^"(.*)" in "(.+)" is not a whole number\.$/, 'notWhole'],
  [/^"(.*)" in "(.+)" is not a date\.$/, 'notDate'],
  [/^"(.*)" in "(.+)" is a day that does not exist/, 'noDay'],
  [/^"(.*)" in "(.+)" is neither yes nor no\.$/, 'notBool'],
  [/^"(.*)" in "(.+)" is not a currency of ISO 4217\.$/, 'notCurrency'],
  [/^Document (.+) names another customer in row (\d+)\./, 'otherCustomer'],
  [/^Document (.+) is dated (\S+) in row (\d+)\./, 'otherDate'],
  [/^Document (.+) is in (\S+) in row (\d+)\.$/, 'otherCurrency'],
  [/^Row (\d+) has the same key and other values\.$/, 'sameKey'],
  [/^There is no rate of (\w+) in (\w+) on or before (\S+)\./, 'noRate'],
];

/** A sentence of the server in the words of this room; null for one that is not known. */
export function translate(t: TFunction, text: string): string | null {
  for (const [form, key] of sentences) {
    const found = form.exec(text);
    if (found) return t(`said.${key}`, { a: found[1], b: found[2], c: found[3], d: found[4] });
  }
  return null;
}
