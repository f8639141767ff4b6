import { CellForm } from '../../../ui-kit/CellForm.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountRow, type Kind, saveAccount } from '../contract.ts';
import { optionsOf, useAccountWords } from './use-account-words.ts';

interface Props {
  account: AccountRow;
  field: 'kind' | 'country' | 'category';
  onClose: () => void;
}

/** Kind, country or category of an account, changed in the list. */
export default function AccountCell({ account, field, onClose }: Props) {
  const t = useWords('accounts');
  const { kinds } = useAccountWords();
  const act = useAct(saveAccount, { quiet: true, onDone: onClose });
  const { id } = account;
  const common = { name: field, version: account.version, busy: act.isPending, error: act.error, onClose };
  if (field === 'kind')
    return (
      <CellForm
        {...common}
        label={t('field.kind')}
        kind="choice"
        required
        value={account.kind}
        options={optionsOf(kinds)}
        say={(value) => kinds[value as Kind]}
        onSave={(value, version) => act.mutate({ id, version, kind: value as Kind })}
      />
    );
  const isCountry = field === 'country';
  return (
    <CellForm
      {...common}
      label={isCountry ? t('field.country') : t('field.category')}
      kind="text"
      maxLength={isCountry ? 100 : 200}
      value={account[field] ?? ''}
      onSave={(value, version) => act.mutate({ id, version, [field]: value.trim() || null })}
    />
  );
}
