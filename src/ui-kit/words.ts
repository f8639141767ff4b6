import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

/**
 * The words of a room: `const t = useWords('accounts'); t('list.title')`. Another room's with its name:
 * `t('kit:action.save')`. The test in app/web/words.test.ts reads these literals, so write keys out in full.
 */
export function useWords(room: string): TFunction {
  return useTranslation(room).t;
}
