import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';

/** How a colleague is called where one is chosen: with the last day of an absence, while it lasts. */
export function useColleagueName(): (member: { name: string; awayUntil: string | null }) => string {
  const t = useWords('kit');
  const format = useFormats();
  return ({ name, awayUntil }) => (awayUntil === null ? name : t('away', { name, day: format.day(awayUntil) }));
}
