import { useFormats } from '../../../ui-kit/format.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { SegmentationRules } from '../contract.ts';
import { type RuleField, ruleFields, ruleValue } from '../rules.ts';

/** Shares are shown and typed in percent, without what binary fractions add. */
const percentOf = (value: number) => Number((value * 100).toFixed(6));

/** The text of a threshold in its field: `80`, `0,2` in Russian. */
export function writeRule(rule: RuleField, value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 6 }).format(
    rule.unit === 'share' ? percentOf(value) : value,
  );
}

/** The threshold behind a text; NaN when it is no number. A comma is a decimal point. */
export function readRule(rule: RuleField, text: string): number {
  const plain = text.trim().replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return Number.NaN;
  return rule.unit === 'share' ? Number((Number(plain) / 100).toFixed(8)) : Number(plain);
}

/** The words of the rules in the reader's language. */
export function useRuleWords() {
  const t = useWords('settings');
  const format = useFormats();
  const { locale } = useReader();
  const label = (field: string) => t(`rules.${field}.label`);
  const shown = (rule: RuleField, value: number) =>
    rule.unit === 'share'
      ? format.number(value, { style: 'percent', maximumFractionDigits: 4 })
      : format.number(value, { maximumFractionDigits: 6 });
  return {
    locale,
    label,
    group: (id: 'abc' | 'xyz' | 'key' | 'emerging' | 'down' | 'active') => t(`rules.group.${id}`),
    /** What the threshold says at this value. */
    meaning: (rule: RuleField, value: number) =>
      t(`rules.${rule.field}.meaning`, {
        value: shown(rule, value),
        percent: format.number(value, { style: 'percent', maximumFractionDigits: 2 }),
      }),
    /** What is expected of a threshold that is wrong. */
    expected: (rules: SegmentationRules, field: string) => {
      const rule = ruleFields.find((one) => one.field === field)!;
      const value = ruleValue(rules, field);
      const inRange =
        Number.isFinite(value) && value >= rule.min && value <= rule.max && !(rule.above && value === rule.min);
      if (inRange && rule.atLeast && value < ruleValue(rules, rule.atLeast))
        return t('rules.notBelow', { other: label(rule.atLeast) });
      if (inRange && rule.atMost && value > ruleValue(rules, rule.atMost))
        return t('rules.notAbove', { other: label(rule.atMost) });
      const range = { min: shown(rule, rule.min), max: shown(rule, rule.max) };
      if (rule.unit === 'count') return t('rules.whole', range);
      return rule.above ? t('rules.above', range) : t('rules.range', range);
    },
  };
}
