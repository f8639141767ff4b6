import { Trans } from 'react-i18next';
import { useWords } from '../../../ui-kit/words.ts';

/** A sentence with its figures in bold: `<b>` in the words. Values must not come out of files. */
export function Said({ of, values }: { of: string; values?: Record<string, string | number> }) {
  const t = useWords('imports');
  const count = values?.count;
  return (
    <Trans
      t={t}
      i18nKey={of as never}
      values={values}
      {...(typeof count === 'number' ? { count } : {})}
      components={{ b: <strong /> }}
    />
  );
}
