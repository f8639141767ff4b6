import { eanDigit } from './check-digits.ts';
import type { Random } from './random.ts';
import type { ProductRow } from './rows.ts';

interface ProductGroup {
  name: string;
  vat: 700 | 1900;
  /** Twelve factors, January to December; about 1 on average. */
  season: readonly number[];
  /** List price of the cheapest item in EUR, and cost as a share of the list price. */
  from: number;
  costShare: number;
  /** Names of the items, separated by commas. */
  items: string;
  packs: readonly [string, number][];
  unit?: 'kg';
}

const flat = [1, 0.98, 1.01, 1, 1, 0.99, 0.98, 0.97, 1.01, 1.02, 1.02, 1.02] as const;
const summer = [0.55, 0.6, 0.75, 0.95, 1.25, 1.55, 1.75, 1.6, 1.05, 0.75, 0.6, 0.6] as const;
const ice = [0.2, 0.3, 0.6, 1, 1.5, 2, 2.2, 1.9, 1, 0.5, 0.3, 0.5] as const;
const winter = [1.25, 1.15, 1.05, 0.95, 0.85, 0.75, 0.7, 0.75, 0.95, 1.1, 1.25, 1.25] as const;
const feast = [0.65, 0.75, 1.05, 1, 0.75, 0.65, 0.65, 0.75, 1.05, 1.35, 1.75, 1.6] as const;
const baking = [0.85, 0.9, 1.15, 1.05, 0.85, 0.75, 0.75, 0.8, 1, 1.2, 1.45, 1.25] as const;
const spring = [0.9, 0.95, 1.3, 1.3, 1.15, 1, 0.9, 0.9, 0.95, 0.9, 0.85, 0.9] as const;

const two = (a: string, b: string, factor = 1.7): readonly [string, number][] => [
  [a, 1],
  [b, factor],
];

/** The range: twelve groups. */
export const productGroups: readonly ProductGroup[] = [
  {
    name: 'Flour & baking',
    vat: 700,
    season: baking,
    from: 9,
    costShare: 0.68,
    packs: two('10 x 1 kg', '6 x 2.5 kg'),
    items:
      'Wheat flour 405, Wheat flour 550, Rye flour, Spelt flour, Baking powder, Dry yeast, Vanilla sugar, Ground almonds, Cake mix lemon',
  },
  {
    name: 'Pasta & rice',
    vat: 700,
    season: flat,
    from: 11,
    costShare: 0.66,
    packs: two('12 x 500 g', '20 x 500 g', 1.6),
    items: 'Spaghetti, Penne, Fusilli, Farfalle, Long grain rice, Basmati rice, Risotto rice, Buckwheat',
  },
  {
    name: 'Oils & vinegar',
    vat: 700,
    season: flat,
    from: 24,
    costShare: 0.74,
    packs: two('12 x 500 ml', '12 x 1 l', 1.8),
    items: 'Sunflower oil, Rapeseed oil, Olive oil extra, Walnut oil, Apple vinegar, Wine vinegar, Balsamic dressing',
  },
  {
    name: 'Canned vegetables',
    vat: 700,
    season: winter,
    from: 10,
    costShare: 0.65,
    packs: two('12 x 400 g', '6 x 850 g', 1.15),
    items:
      'Peeled tomatoes, Chopped tomatoes, Sweetcorn, Green peas, White beans, Red kidney beans, Chickpeas, Gherkins, Sauerkraut',
  },
  {
    name: 'Jams & honey',
    vat: 700,
    season: flat,
    from: 16,
    costShare: 0.6,
    packs: two('8 x 250 g', '8 x 450 g', 1.6),
    items:
      'Strawberry jam, Apricot jam, Sour cherry jam, Blackcurrant jam, Orange marmalade, Blossom honey, Lime tree honey, Hazelnut spread',
  },
  {
    name: 'Coffee & tea',
    vat: 700,
    season: winter,
    from: 26,
    costShare: 0.64,
    packs: two('12 x 250 g', '8 x 500 g', 1.35),
    items:
      'Filter coffee mild, Filter coffee strong, Espresso beans, Crema beans, Decaf coffee, Black tea, Green tea, Herbal tea, Fruit tea',
  },
  {
    name: 'Coffee in bulk',
    vat: 700,
    season: winter,
    from: 9.4,
    costShare: 0.7,
    packs: [['sack', 1]],
    unit: 'kg',
    items:
      'Green beans Highland, Green beans Lowland, Roasted beans House, Roasted beans Dark, Roasted beans Decaf, Chicory roast',
  },
  {
    name: 'Biscuits & sweets',
    vat: 700,
    season: feast,
    from: 14,
    costShare: 0.57,
    packs: two('16 x 200 g', '24 x 200 g', 1.45),
    items:
      'Butter biscuits, Oat biscuits, Wafer rolls, Gingerbread, Milk chocolate, Dark chocolate, Fruit gums, Marzipan loaf, Nougat pralines, Caramels',
  },
  {
    name: 'Juices & drinks',
    vat: 1900,
    season: summer,
    from: 8,
    costShare: 0.67,
    packs: two('6 x 1 l', '12 x 1 l', 1.9),
    items:
      'Apple juice, Orange juice, Grape juice, Multivitamin, Lemonade, Rhubarb spritzer, Ice tea peach, Mineral water, Kvass',
  },
  {
    name: 'Sauces & spices',
    vat: 700,
    season: spring,
    from: 13,
    costShare: 0.55,
    packs: two('12 x 300 ml', '6 x 900 ml', 1.3),
    items: 'Ketchup, Mustard, Horseradish, Barbecue sauce, Curry sauce, Mayonnaise, Paprika, Black pepper, Herbs mix',
  },
  {
    name: 'Ice cream',
    vat: 700,
    season: ice,
    from: 19,
    costShare: 0.58,
    packs: two('6 x 900 ml', '24 x 110 ml', 1.2),
    items: 'Vanilla, Chocolate, Strawberry, Pistachio, Lemon sorbet, Raspberry sorbet, Plombir, Cherry cone',
  },
  {
    name: 'Laundry & cleaning',
    vat: 1900,
    season: spring,
    from: 21,
    costShare: 0.56,
    packs: two('8 x 1 l', '4 x 3 l', 1.5),
    items:
      'Liquid detergent, Colour detergent, Softener, Dish liquid, Glass cleaner, Bathroom cleaner, Floor cleaner, Washing powder, Stain remover',
  },
  {
    name: 'Paper & household',
    vat: 1900,
    season: flat,
    from: 12,
    costShare: 0.63,
    packs: two('standard', 'jumbo', 1.8),
    items:
      'Kitchen towels, Toilet tissue, Facial tissues, Napkins, Baking paper, Aluminium foil, Cling film, Bin bags, Sponges, Candles',
  },
];

/** Season factor of a product group in a month (January = 0). */
export function seasonOf(group: string, month: number): number {
  return productGroups.find((g) => g.name === group)?.season[month] ?? 1;
}

/** The range: codes with leading zeros (`01002`), in-store EAN-13 (prefix 2), prices in EUR. */
export function makeProducts(rng: Random): ProductRow[] {
  return productGroups.flatMap((group, g) =>
    group.items.split(', ').flatMap((item, i) =>
      group.packs.map(([pack, factor], p): ProductRow => {
        const code = `${String(g + 1).padStart(2, '0')}${String((i + 1) * 10 + p).padStart(3, '0')}`;
        const price = Math.round(group.from * factor * rng.between(1, 2.4) * 20) * 5;
        const first12 = `20${g + 10}${String(rng.int(0, 99_999_999)).padStart(8, '0')}`;
        return {
          code,
          name: group.unit ? `${item}, ${pack}` : `${item} ${pack}`,
          group: group.name,
          unit: group.unit ?? 'carton',
          price,
          cost: Math.round(price * group.costShare * rng.between(0.94, 1.06)),
          barcode: first12 + eanDigit(first12),
          vat: group.vat,
        };
      }),
    ),
  );
}
