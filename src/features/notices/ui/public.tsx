import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../pure/operation.ts';
import type { listNotices } from '../contract.ts';

type Notice = OutputOf<typeof listNotices>['rows'][number];

/**
 * The words of notices: kind `imports.done` is said by `imports:notices.done.title` and, when there is more to say,
 * `imports:notices.done.text`, both filled with the notice's params.
 */
export function useNoticeWords(): (notice: Pick<Notice, 'kind' | 'params'>) => { title: string; text: string | null } {
  const { t, i18n } = useTranslation();
  return ({ kind, params }) => {
    const [room = '', ...rest] = kind.split('.');
    const key = `${room}:notices.${rest.join('.')}`;
    return {
      title: t(`${key}.title`, { ...params, defaultValue: t('notices:someNews', { kind }) }),
      text: i18n.exists(`${key}.text`) ? t(`${key}.text`, params) : null,
    };
  };
}
