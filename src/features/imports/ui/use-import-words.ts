import { useMemo } from 'react';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { translate } from './said.ts';

/** The room's words for what comes as a code: kinds, fields, phases, reasons. Unknown ones stay as the server says them. */
export function useImportWords() {
  const t = useWords('imports');
  const { language } = useReader();
  return useMemo(() => {
    /** A sentence of the server in the reader's language. */
    const said = (text: string): string =>
      text
        .split('\n')
        .map((one) => (language === 'en' ? one : (translate(t, one) ?? one)))
        .join(' ');
    return {
      t,
      said,
      kind: (kind: string | null): string => (kind === null ? t('kind.none') : t(`kind.${kind}`)),
      kindHelp: (kind: string): string => t(`kindHelp.${kind}`),
      field: (kind: string | null, name: string): string =>
        t([`fieldOf.${kind}.${name}`, `field.${name}`], { defaultValue: name.replaceAll('_', ' ') }),
      delimiter: (mark: string): string =>
        t(
          `delimiter.${({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as Record<string, string>)[mark] ?? 'other'}`,
          { mark },
        ),
      phase: (phase: string | null): string => t(`phase.${phase ?? 'waiting'}`, { defaultValue: phase ?? '' }),
      /** Why rows were rejected, in short. */
      code: (code: string): string => t(`reject.${code}`, { defaultValue: code }),
      /** Why one row was rejected: exact where it can be said. */
      reject: (code: string, message: string): string =>
        language === 'en'
          ? said(message)
          : message
              .split('\n')
              .map((one, at) => translate(t, one) ?? (at === 0 ? t(`reject.${code}`, { defaultValue: one }) : one))
              .join(' '),
      unreadable: (problem: { code: string; message: string }): string =>
        language === 'en' ? problem.message : t(`unreadable.${problem.code}`, { defaultValue: problem.message }),
      failure: (failure: { code: string; message: string }): string =>
        language === 'en'
          ? failure.message
          : t([`failure.${failure.code}`, `unreadable.${failure.code}`], { defaultValue: failure.message }),
    };
  }, [t, language]);
}

export type ImportWords = ReturnType<typeof useImportWords>;
