import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from './call-error.ts';
import { useFormats } from './format.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Says in the reader's words why a call failed. A refusal `accounts.cycle` is looked up as `accounts:refusals.cycle`
 * (a code without a dot as `kit:refusals.code`); without words for it the server's own sentence stands.
 */
export function useReason(): (error: unknown) => string {
  const { t } = useTranslation('kit');
  const format = useFormats();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof CallError)) return t('error.unknown');
      if (error.status === 0) return t('error.unreachable');
      if (error.status === 429) return t('error.tooMany');
      if (error.status >= 500) return t('error.server', { id: error.requestId ?? '–' });
      const [room, ...rest] = error.code.split('.');
      const key = rest.length === 0 ? `kit:refusals.${room}` : `${room}:refusals.${rest.join('.')}`;
      const fallback = error.detail || error.title;
      if (error.status === 403) return t('error.forbidden');
      if (error.status === 404) return t('error.gone');
      const params = Object.entries(error.params).map(([name, value]) => [
        name,
        typeof value === 'string' && DAY.test(value) ? format.day(value) : value,
      ]);
      return String(t(key, { ...Object.fromEntries(params), defaultValue: fallback }));
    },
    [t, format],
  );
}
