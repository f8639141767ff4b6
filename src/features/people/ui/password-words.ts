import type { TFunction } from 'i18next';
import { CallError } from '../../../ui-kit/call-error.ts';

/** Why a password is refused, in the reader's words; other texts as they are. */
export function passwordWords(t: TFunction, expected: string): string {
  const words: Record<string, string> = {
    'people.password.short': t('people:password.short'),
    'people.password.long': t('people:password.long'),
    'people.password.guessable': t('people:password.guessable'),
  };
  return words[expected] ?? expected;
}

/** The same error with what it says of passwords in the reader's words. */
export function passwordProblems(error: CallError | null, t: TFunction): CallError | null {
  if (error === null || error.problems.length === 0) return error;
  const problems = error.problems.map((problem) => ({ ...problem, expected: passwordWords(t, problem.expected) }));
  return new CallError({ status: error.status, title: error.title, code: error.code, params: error.params, problems });
}
