import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { type Norms, saveNorms } from '../contract.ts';
import { usePortfolioWords } from './use-portfolio-words.ts';

type Draft = Record<string, string>;

const draftOf = (norms: Norms): Draft =>
  Object.fromEntries(
    Object.entries(norms).flatMap(([part, values]) =>
      Object.entries(values).map(([name, value]) => [`${part}.${name}`, String(value)]),
    ),
  );

interface Props {
  norms: Norms;
  version: number;
  manages: boolean;
  onCancel?: () => void;
  onDone?: () => void;
}

/** The fields of the norm. Where somebody else saved it meanwhile, both are shown side by side. */
export function NormsFields({ norms, version, manages, onCancel, onDone }: Props) {
  const { t, norms: names } = usePortfolioWords();
  const form = useRecordDraft(draftOf(norms), version);
  const { draft } = form;
  const save = useAct(saveNorms, {
    quiet: true,
    done: t('saved'),
    onDone: (saved) => {
      form.saved(draftOf(saved.norms));
      onDone?.();
    },
  });
  const tiers: Record<keyof Norms['weights'], string> = {
    key: t('kit:tier.key'),
    emerging: t('kit:tier.emerging'),
    standard: t('kit:tier.standard'),
    prospect: t('kit:tier.prospect'),
    dormant: t('kit:tier.dormant'),
  };
  const field = (name: string, label: string) => (
    <TextField
      key={name}
      name={`norms.${name}`}
      label={label}
      numeric
      required
      disabled={!manages}
      value={draft[name] ?? ''}
      onChange={(value) => form.set({ [name]: value })}
    />
  );
  const label = (name: string) => {
    const [part = '', one = ''] = name.split('.');
    if (part === 'weights') return `${t('norm.weights')}: ${tiers[one as keyof typeof tiers]}`;
    if (part === 'calls') return `${t('norm.calls')}: ${one}`;
    return `${names[part as 'kam' | 'account_manager']}: ${one === 'from' ? t('norm.from') : t('norm.to')}`;
  };
  const number = (name: string) => Number((draft[name] ?? '').replace(',', '.'));
  const submit = () =>
    save.mutate({
      version: form.version,
      norms: {
        kam: { from: number('kam.from'), to: number('kam.to') },
        account_manager: { from: number('account_manager.from'), to: number('account_manager.to') },
        weights: Object.fromEntries(
          Object.keys(tiers).map((tier) => [tier, number(`weights.${tier}`)]),
        ) as Norms['weights'],
        calls: { A: number('calls.A'), B: number('calls.B'), C: number('calls.C'), N: number('calls.N') },
      },
    });
  return (
    <Form
      {...(manages ? { button: t('kit:action.save') } : {})}
      busy={save.isPending}
      error={save.error}
      {...(onCancel ? { onCancel } : {})}
      onSubmit={submit}
      clashes={
        <Clashes clashes={form.clashes} onSettle={form.settle} label={label} show={(_field, value) => String(value)} />
      }
    >
      {(['kam', 'account_manager'] as const).map((key) => (
        <FieldGroup key={key} title={names[key]}>
          <FieldRow>
            {field(`${key}.from`, t('norm.from'))}
            {field(`${key}.to`, t('norm.to'))}
          </FieldRow>
        </FieldGroup>
      ))}
      <FieldGroup title={t('norm.weights')} hint={t('norm.weightsHint')}>
        {Object.entries(tiers).map(([tier, label]) => field(`weights.${tier}`, label))}
      </FieldGroup>
      <FieldGroup title={t('norm.calls')} hint={t('norm.callsHint')}>
        <FieldRow>{(['A', 'B', 'C', 'N'] as const).map((one) => field(`calls.${one}`, one))}</FieldRow>
      </FieldGroup>
    </Form>
  );
}
