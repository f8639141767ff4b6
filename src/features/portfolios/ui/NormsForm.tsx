import { useState } from 'react';
import { FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { getNorms, type Norms, saveNorms } from '../contract.ts';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** The norm of the load: how many accounts are right for one manager, how much a tier counts, calls by class. */
export default function NormsForm({ onClose }: { onClose: () => void }) {
  const { t } = usePortfolioWords();
  const found = useCall(getNorms, {}, { keep: false });
  return (
    <SideDrawer opened onClose={onClose} title={t('norm.title')} size={460}>
      <p className="dim">{t('norm.hint')}</p>
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.data ? (
        <Fields
          norms={found.data.norms}
          version={found.data.version}
          manages={found.data.can.manage}
          onClose={onClose}
        />
      ) : (
        <LoadingState lines={8} />
      )}
    </SideDrawer>
  );
}

type Draft = Record<string, string>;

const draftOf = (norms: Norms): Draft =>
  Object.fromEntries(
    Object.entries(norms).flatMap(([part, values]) =>
      Object.entries(values).map(([name, value]) => [`${part}.${name}`, String(value)]),
    ),
  );

function Fields({
  norms,
  version,
  manages,
  onClose,
}: {
  norms: Norms;
  version: number;
  manages: boolean;
  onClose: () => void;
}) {
  const { t, norms: names } = usePortfolioWords();
  const [draft, setDraft] = useState(() => draftOf(norms));
  const save = useAct(saveNorms, { quiet: true, done: t('saved'), onDone: onClose });
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
      onChange={(value) => setDraft({ ...draft, [name]: value })}
    />
  );
  const number = (name: string) => Number((draft[name] ?? '').replace(',', '.'));
  const submit = () =>
    save.mutate({
      version,
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
      onCancel={onClose}
      onSubmit={submit}
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
