import { NativeSelect } from '@mantine/core';
import cards from './Tables.module.css';
import type { Draft } from './use-draft.ts';
import { useImportWords } from './use-import-words.ts';

/** What happens with customers and products that documents name and nobody knows. */
export function UnknownChoices({ draft, open }: { draft: Draft; open: boolean }) {
  const { t } = useImportWords();
  const choice = (name: 'unknownCustomers' | 'unknownProducts', label: string) => (
    <NativeSelect
      size="xs"
      label={label}
      disabled={!open}
      value={draft.options[name] ?? 'create'}
      onChange={(event) =>
        draft.change({ options: { ...draft.options, [name]: event.currentTarget.value as 'create' | 'reject' } })
      }
      data={[
        { value: 'create', label: t('unknown.create') },
        { value: 'reject', label: t('unknown.reject') },
      ]}
    />
  );
  return (
    <div className={cards.unknown}>
      {choice('unknownCustomers', t('unknown.customers'))}
      {choice('unknownProducts', t('unknown.products'))}
    </div>
  );
}
