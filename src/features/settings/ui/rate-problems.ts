import type { TFunction } from 'i18next';
import { CallError } from '../../../ui-kit/call-error.ts';
import { type RateWord, rateExpectations } from '../rules-rates.ts';

/** What each word of a wrong rate expects, in the reader's words. */
export function rateWords(t: TFunction): Record<RateWord, string> {
  return {
    currency: t('settings:currencies.wrong.currency'),
    base: t('settings:currencies.wrong.base'),
    date: t('settings:currencies.wrong.date'),
    rate: t('settings:currencies.wrong.rate'),
    columns: t('settings:currencies.wrong.columns'),
    twice: t('settings:currencies.wrong.twice'),
  };
}

/** The same error, its English expectations in the reader's words. */
export function rateProblems(error: CallError | null, t: TFunction): CallError | null {
  if (error === null || error.problems.length === 0) return error;
  const words = rateWords(t);
  const known = new Map(Object.entries(rateExpectations).map(([word, text]) => [text, words[word as RateWord]]));
  const problems = error.problems.map((problem) => {
    const expected = known.get(problem.expected) ?? (problem.field === 'rate' ? words.rate : undefined);
    return expected === undefined ? problem : { ...problem, expected, rule: undefined };
  });
  return new CallError({ status: error.status, title: error.title, code: error.code, problems });
}
