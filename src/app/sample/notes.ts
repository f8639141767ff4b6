import type { Kept } from '../../features/notes/contract.ts';
import { type Body, bodyOf, type Part } from '../../features/notes/rules-body.ts';

/** A note of the sample company; `by`: key of the staff member who writes it. */
export interface SampleNote {
  customer: string;
  by: string;
  body: Body;
  pinned?: boolean;
  kept?: Kept;
}

/** What the head keeps pinned on ten accounts. */
const pinned: readonly { customer: string; note: string }[] = [
  {
    customer: '901',
    note: 'Opens eight shops a year. Wants own-label baking goods for spring; asks for one price list for Germany and Austria. Annual talks in October.',
  },
  {
    customer: '902',
    note: 'После ухода прежнего менеджера закупки сокращаются: часть ассортимента передана местному поставщику. Нужна встреча с новым директором по закупкам.',
  },
  {
    customer: '903',
    note: 'Orders through three warehouses. Payment 60 days by contract, discipline good. Juices sell best from May to August.',
  },
  {
    customer: '904',
    note: 'Coffee was delisted in favour of a private label. Ask for the tasting results and offer the bulk programme.',
  },
  { customer: '905', note: 'Nowa centrala zakupów w Poznaniu; decyzje zapadają we wtorki.' },
  { customer: '907', note: 'Invoices in USD by agreement, review of the currency clause every January.' },
  { customer: '908', note: 'Genossenschaft: Sortimentsänderungen beschließt der Beirat einmal im Quartal.' },
  {
    customer: '80001',
    note: 'Marketplace: ratings below 4.5 lower our position. Delivery within 48 hours or a fee is charged.',
  },
  {
    customer: '70001',
    note: 'Beliefert rund 300 kleine Händler in Norddeutschland; Abverkaufsdaten kommen monatlich.',
  },
  {
    customer: '70010',
    note: 'Платит только после напоминания, просрочка обычно три месяца. Новые отгрузки согласовывать с кредитным контролем.',
  },
];

const text = (words: string): Part => ({ type: 'text', text: words });
const bold = (words: string): Part => ({ type: 'text', text: words, marks: [{ type: 'bold' }] });
const link = (words: string, href: string): Part => ({
  type: 'text',
  text: words,
  marks: [{ type: 'link', attrs: { href } }],
});
const line = (...content: Part[]): Part => ({ type: 'paragraph', content });
const head = (words: string): Part => ({ type: 'heading', attrs: { level: 2 }, content: [text(words)] });
const list = (...lines: string[]): Part => ({
  type: 'bulletList',
  content: lines.map((words) => ({ type: 'listItem', content: [line(text(words))] })),
});
const quote = (words: string): Part => ({ type: 'blockquote', content: [line(text(words))] });
const doc = (...content: Part[]): Body => ({ type: 'doc', content });

/** The notes on the key accounts, as their managers would have written them. `idOf` gives the id of a staff member by key. */
export function sampleNotes(idOf: (key: string) => string): SampleNote[] {
  const at = (key: string): Part => ({ type: 'mention', attrs: { id: idOf(key) } });
  const plain = pinned.map(
    ({ customer, note }): SampleNote => ({ customer, by: 'e.vaubert', body: bodyOf(note), pinned: true }),
  );
  return [
    ...plain,
    {
      customer: '901',
      by: 'j.rehlinger',
      body: doc(
        head('Visit in the central buying office'),
        line(text('Two hours with buying and logistics. What they want for the spring:')),
        list(
          'own-label baking goods in three sizes, first samples by the end of the month',
          'one price list for Germany and Austria',
          'deliveries to the new warehouse on Tuesdays and Fridays only',
        ),
        line(at('p.sowa'), text(' please prepare the samples; '), at('o.thackray'), text(' takes the Austrian part.')),
      ),
    },
    {
      customer: '901',
      by: 'o.thackray',
      body: doc(
        line(bold('Austria: '), text('the branch manager expects the joint price list before the annual talks.')),
        quote('We do not sign two lists again.'),
        line(text('Their assortment plan is public: '), link('plan for the season', 'https://kornblum.example/plan')),
      ),
    },
    {
      customer: '901',
      by: 'j.rehlinger',
      body: doc(
        line(text('The head of buying leaves in summer; not announced yet. '), at('e.vaubert'), text(' knows.')),
      ),
      kept: { readers: [idOf('e.vaubert')], team: false },
    },
    {
      customer: '902',
      by: 's.ladozhin',
      body: doc(
        head('Встреча с новым директором по закупкам'),
        line(text('Познакомились, разговор был открытым. О чём договорились:')),
        list(
          'пробная поставка соков и каш в двенадцать магазинов',
          'отсрочка остаётся прежней, если просрочка не превысит десяти дней',
          'ответ по ассортименту до конца месяца',
        ),
        line(
          at('d.ostapenko'),
          text(', подготовьте, пожалуйста, остатки по складу; '),
          at('b.ansorge'),
          text(' проверяет лимит.'),
        ),
      ),
    },
    {
      customer: '902',
      by: 'd.ostapenko',
      body: doc(
        line(bold('Остатки. '), text('По сокам хватит на шесть недель, по кашам нужен заказ на производство.')),
        quote('Местный поставщик срывает каждую третью доставку.'),
      ),
    },
    {
      customer: '902',
      by: 's.ladozhin',
      body: doc(
        line(text('Прежний менеджер перешёл к конкуренту и зовёт с собой закупщика. Пока никому не говорить.')),
      ),
      kept: { readers: [], team: true },
    },
    {
      customer: '903',
      by: 'l.berrocal',
      body: doc(
        line(
          text('Juices: promotion agreed for June, two pallets per warehouse each week. '),
          at('p.sowa'),
          text(' reserves the stock.'),
        ),
      ),
    },
  ];
}
