import type { BuyingRole } from '../../features/contacts/contract.ts';
import type { Influence, Level, LineKind, Orientation, Stage, Support } from '../../features/relationships/contract.ts';

/** Who of us knows somebody. */
interface SampleTie {
  /** Key of the staff member. */
  who: string;
  level: Level;
  wanted: Level;
  /** Last met so many days ago; null: nobody knows when. */
  days: number | null;
  isPair: boolean;
}

/** Somebody on a map of the sample company. */
export interface SampleMapPerson {
  /** Short name within the map. */
  key: string;
  /** Null: a placeholder; `title` is the function that is wanted. */
  name: string | null;
  title: string;
  department: string;
  /** Key of the superior. */
  above: string | null;
  roles: BuyingRole[];
  influence: Influence | null;
  support: Support | null;
  orientation: Orientation | null;
  coverage: Level;
  ties: SampleTie[];
}

/** The map of one customer, with its stages. */
export interface SampleMap {
  customer: string;
  /** Key of the staff member who keeps it. */
  by: string;
  people: SampleMapPerson[];
  lines: { kind: Exclude<LineKind, 'reports'>; from: string; to: string }[];
  /** As they were decided, the oldest first. */
  stages: { stage: Stage; reason: string }[];
}

type More = Partial<Omit<SampleMapPerson, 'key' | 'name' | 'title' | 'department' | 'above'>>;

const someone = (
  [key, name, title, department, above]: readonly [string, string | null, string, string, string | null],
  more: More = {},
): SampleMapPerson => ({
  ...{ key, name, title, department, above },
  ...{ roles: [], influence: null, support: null, orientation: null, coverage: 'none', ties: [] },
  ...more,
});
const knows = (who: string, level: Level, days: number | null, wanted: Level = level, isPair = false): SampleTie => ({
  ...{ who, level, wanted, days, isPair },
});

/** The relationship maps of the sample company: one rich, several small; every support, role and stage is there. */
export const sampleMaps: readonly SampleMap[] = [
  {
    customer: '901',
    by: 'j.rehlinger',
    people: [
      someone(['chief', 'Wolfram Kornblum', 'Geschäftsführender Gesellschafter', 'Geschäftsführung', null], {
        ...{ roles: ['economicBuyer'], influence: 'high', support: 'neutral', orientation: 'strategic' },
        ...{ coverage: 'brief', ties: [knows('h.aumann', 'multiple', 45, 'inDepth', true)] },
      }),
      someone(['buying', 'Dr. Elke Sandvoß', 'Leitung Einkauf Food', 'Einkauf', 'chief'], {
        ...{ roles: ['decisionMaker'], influence: 'high', support: 'supporter', orientation: 'financial' },
        ...{ coverage: 'inDepth', ties: [knows('j.rehlinger', 'inDepth', 9), knows('h.aumann', 'brief', 210)] },
      }),
      someone(['finance', 'Hartmut Ellerbrock', 'Kaufmännische Leitung', 'Finanzen', 'chief'], {
        ...{ roles: ['approver'], influence: 'high', support: 'nonSupporter', orientation: 'financial' },
        ...{ coverage: 'brief', ties: [knows('j.rehlinger', 'brief', 140, 'multiple')] },
      }),
      someone(['supply', 'Ralf Diekmann', 'Leitung Supply Chain', 'Logistik', 'chief'], {
        ...{ roles: ['approver', 'technicalEvaluator'], influence: 'medium', support: 'opponent' },
        ...{ orientation: 'operational', coverage: 'brief', ties: [knows('p.sowa', 'brief', 20, 'multiple')] },
      }),
      someone(['category', 'Mirjam Tesch', 'Category Management Trockensortiment', 'Einkauf', 'buying'], {
        ...{ roles: ['influencer', 'champion'], influence: 'medium', support: 'mentor', orientation: 'relationship' },
        ...{ coverage: 'inDepth', ties: [knows('j.rehlinger', 'inDepth', 5), knows('n.brandt', 'multiple', 30)] },
      }),
      someone(['frozen', 'Kai Ostermann', 'Category Management Tiefkühl', 'Einkauf', 'buying'], {
        ...{ roles: ['influencer'], influence: 'medium', support: 'neutral', orientation: 'financial' },
        ...{ coverage: 'multiple', ties: [knows('j.rehlinger', 'multiple', 26)] },
      }),
      someone(['brand', 'Svea Lindhorst', 'Eigenmarken', 'Einkauf', 'buying'], {
        ...{ roles: ['technicalEvaluator'], influence: 'low', support: 'nonSupporter', orientation: 'technical' },
      }),
      someone(['office', 'Gudrun Petersen', 'Assistenz der Geschäftsführung', 'Geschäftsführung', 'chief'], {
        ...{ roles: ['gatekeeper'], influence: 'medium', support: 'supporter', orientation: 'relationship' },
        ...{ coverage: 'multiple', ties: [knows('j.rehlinger', 'multiple', 12), knows('o.thackray', 'brief', null)] },
      }),
      someone(['warehouse', 'Jens Wübben', 'Lagerleitung Uelzen', 'Logistik', 'supply'], {
        ...{ roles: ['user'], influence: 'low', support: 'supporter', orientation: 'operational' },
        ...{ coverage: 'multiple', ties: [knows('p.sowa', 'inDepth', 3)] },
      }),
      someone(['quality', 'Dr. Antje Behnke', 'Qualitätssicherung', 'Qualität', 'chief'], {
        ...{ roles: ['technicalEvaluator'], influence: 'medium', support: 'neutral', orientation: 'technical' },
        ...{ coverage: 'brief', ties: [knows('n.brandt', 'brief', 75, 'multiple')] },
      }),
      someone(['payable', 'Ute Carstens', 'Kreditorenbuchhaltung', 'Finanzen', 'finance'], {
        ...{ roles: ['user'], influence: 'low', orientation: 'operational', coverage: 'brief' },
      }),
      someone(['sales', 'Timo Radke', 'Vertriebsleitung Filialen', 'Vertrieb', 'chief'], {
        ...{ roles: ['user', 'influencer'], influence: 'medium', support: 'supporter', orientation: 'strategic' },
        ...{ coverage: 'brief', ties: [knows('o.thackray', 'brief', 33, 'multiple')] },
      }),
      someone(['online', null, 'Leitung Online-Handel', 'Vertrieb', 'sales'], { roles: ['decisionMaker'] }),
      someone(['planning', null, 'Disposition Trockensortiment', 'Logistik', 'supply']),
      someone(['region', 'Bernd Alpers', 'Gebietsleitung Nord', 'Vertrieb', 'sales'], {
        ...{ roles: ['user'], influence: 'low', support: 'neutral', coverage: 'brief' },
      }),
    ],
    lines: [
      { kind: 'conflict', from: 'buying', to: 'supply' },
      { kind: 'influence', from: 'office', to: 'chief' },
      { kind: 'influence', from: 'quality', to: 'brand' },
      { kind: 'influence', from: 'category', to: 'sales' },
    ],
    stages: [
      { stage: 'cooperative', reason: 'Joint promotions twice a year, buying and logistics talk to us.' },
      { stage: 'interdependent', reason: 'Planning data are exchanged weekly.' },
      { stage: 'integrated', reason: 'Common assortment group with four departments on both sides.' },
    ],
  },
  {
    customer: '902',
    by: 's.ladozhin',
    people: [
      someone(['chief', 'Аркадий Войнич', 'Генеральный директор', 'Руководство', null], {
        ...{ roles: ['economicBuyer'], influence: 'high', support: 'opponent', orientation: 'financial' },
        ...{ coverage: 'brief', ties: [knows('s.ladozhin', 'brief', 190, 'multiple')] },
      }),
      someone(['buying', 'Марина Келлер', 'Директор по закупкам', 'Закупки', 'chief'], {
        ...{ roles: ['decisionMaker'], influence: 'high', support: 'nonSupporter', orientation: 'financial' },
        ...{ coverage: 'multiple', ties: [knows('s.ladozhin', 'multiple', 16)] },
      }),
      someone(['category', 'Глеб Сахно', 'Категорийный менеджер', 'Закупки', 'buying'], {
        ...{ roles: ['champion'], influence: 'low', support: 'mentor', orientation: 'relationship' },
        ...{ coverage: 'inDepth', ties: [knows('s.ladozhin', 'inDepth', 6)] },
      }),
      someone(['stock', 'Тамара Жданко', 'Начальник склада', 'Логистика', 'chief'], {
        ...{ roles: ['user'], influence: 'low', support: 'neutral', coverage: 'brief' },
      }),
      someone(['finance', null, 'Финансовый директор', 'Финансы', 'chief'], { roles: ['approver'] }),
    ],
    lines: [{ kind: 'conflict', from: 'category', to: 'chief' }],
    stages: [
      { stage: 'cooperative', reason: 'Совместные акции и общий план на год.' },
      { stage: 'uncoupling', reason: 'Закупки падают второй квартал, переходят на собственную марку.' },
    ],
  },
  {
    customer: '903',
    by: 'l.berrocal',
    people: [
      someone(['buying', 'Marisol Echauri', 'Jefatura de compras', 'Compras', null], {
        ...{ roles: ['decisionMaker', 'economicBuyer'], influence: 'high', support: 'supporter' },
        ...{ orientation: 'relationship', coverage: 'inDepth', ties: [knows('l.berrocal', 'inDepth', 11)] },
      }),
      someone(['logistics', 'Íñigo Larrauri', 'Responsable de logística', 'Logística', 'buying'], {
        ...{ roles: ['user', 'approver'], influence: 'medium', support: 'neutral', orientation: 'operational' },
        ...{ coverage: 'multiple', ties: [knows('p.sowa', 'multiple', 8)] },
      }),
      someone(['category', 'Amaia Goyeneche', 'Gestión de categoría', 'Compras', 'buying'], {
        ...{ roles: ['influencer'], influence: 'medium', coverage: 'brief', ties: [knows('l.berrocal', 'brief', 25)] },
      }),
    ],
    lines: [],
    stages: [{ stage: 'cooperative', reason: 'Three departments know us, and both sides plan promotions together.' }],
  },
  {
    customer: '904',
    by: 'e.vaubert',
    people: [
      someone(['buying', 'Gaëlle Trémaux', 'Direction des achats', 'Achats', null], {
        ...{ roles: ['decisionMaker'], influence: 'high', support: 'neutral', orientation: 'financial' },
        ...{ coverage: 'brief', ties: [knows('e.vaubert', 'brief', 60, 'multiple')] },
      }),
      someone(['brand', null, 'Responsable marques propres', 'Achats', 'buying'], { roles: ['technicalEvaluator'] }),
    ],
    lines: [],
    stages: [{ stage: 'basic', reason: 'One buyer, few articles; private label takes the rest.' }],
  },
  {
    customer: '907',
    by: 'o.thackray',
    people: [
      someone(['buying', 'Imogen Tarrant', 'Head of Buying', 'Buying', null], {
        ...{ roles: ['decisionMaker'], influence: 'high', support: 'supporter', orientation: 'strategic' },
        ...{ coverage: 'inDepth', ties: [knows('o.thackray', 'inDepth', 14)] },
      }),
      someone(['supply', 'Callum Braithwaite', 'Supply Planner', 'Supply', 'buying'], {
        ...{ roles: ['user'], influence: 'low', coverage: 'multiple', ties: [knows('o.thackray', 'multiple', 21)] },
      }),
    ],
    lines: [{ kind: 'influence', from: 'supply', to: 'buying' }],
    stages: [{ stage: 'interdependent', reason: 'They order by our forecast, we produce by theirs.' }],
  },
  {
    customer: '80001',
    by: 'e.vaubert',
    people: [
      someone(['buying', 'Ansgar Vollrath', 'Marketplace Partner Management', 'Partners', null], {
        ...{
          roles: ['gatekeeper'],
          influence: 'medium',
          support: 'neutral',
          orientation: 'technical',
          coverage: 'brief',
        },
        ties: [knows('e.vaubert', 'brief', 90)],
      }),
    ],
    lines: [],
    stages: [{ stage: 'exploratory', reason: 'First talks about a place in their assortment.' }],
  },
];
