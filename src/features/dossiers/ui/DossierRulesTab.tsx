import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CallError } from '../../../ui-kit/call-error.ts';
import { Form, TextField } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type DossierRules, getDossierRules, ITEMS, type Item, saveDossierRules } from '../contract.ts';
import styles from './Dossiers.module.css';
import { useDossierWords } from './use-dossier-words.ts';

type Part = 'weight' | 'halfLife';

const textsOf = (rules: DossierRules): Record<string, string> =>
  Object.fromEntries(
    ITEMS.flatMap((item) => [
      [`${item}.weight`, String(rules[item].weight)],
      [`${item}.halfLife`, String(rules[item].halfLife)],
    ]),
  );

const rulesOf = (texts: Record<string, string>): DossierRules =>
  Object.fromEntries(
    ITEMS.map((item) => {
      const read = (part: Part) => Number((texts[`${item}.${part}`] ?? '').trim().replace(',', '.') || Number.NaN);
      return [item, { weight: read('weight'), halfLife: read('halfLife') }];
    }),
  ) as DossierRules;

function RulesForm({ state }: { state: OutputOf<typeof getDossierRules> }) {
  const t = useWords('dossiers');
  const format = useFormats();
  const { items } = useDossierWords();
  const { draft, version, set, dirty, saved, clashes, settle } = useRecordDraft(textsOf(state.rules), state.version);
  const [wrong, setWrong] = useState<CallError | null>(null);
  const save = useAct(saveDossierRules, {
    quiet: true,
    done: t('rules.saved'),
    onDone: (_output, input) => saved(textsOf(input.rules)),
  });
  const rules = rulesOf(draft);
  const total = ITEMS.reduce((sum, item) => sum + rules[item].weight, 0);
  const label = (item: Item, part: Part) =>
    t(part === 'weight' ? 'rules.weightOf' : 'rules.halfLifeOf', { item: items[item] });
  const labels = Object.fromEntries(
    ITEMS.flatMap((item) => (['weight', 'halfLife'] as const).map((part) => [`${item}.${part}`, label(item, part)])),
  );
  const submit = () => {
    const problems = Object.keys(draft).flatMap((name) => {
      const [item, part] = name.split('.') as [Item, Part];
      return Number.isFinite(rules[item][part])
        ? []
        : [{ field: `rules.${name}`, expected: '', rule: 'number' as const }];
    });
    setWrong(problems.length === 0 ? null : new CallError({ status: 400, title: '', problems }));
    if (problems.length === 0) save.mutate({ version: version, rules });
  };
  const cell = (item: Item, part: Part) => (
    <TextField
      name={`rules.${item}.${part}`}
      label={part === 'weight' ? t('rules.weight') : t('rules.halfLife')}
      value={draft[`${item}.${part}`] ?? ''}
      onChange={(value) => set({ [`${item}.${part}`]: value })}
      numeric
      disabled={!state.can.manage}
      unit={part === 'halfLife' ? t('rules.days') : undefined}
    />
  );
  return (
    <Form
      button={state.can.manage ? t('kit:action.save') : undefined}
      busy={save.isPending}
      error={wrong ?? save.error}
      onSubmit={submit}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(name) => labels[name] ?? name} />}
      aside={dirty ? <span className="dim">{t('rules.unsaved')}</span> : undefined}
    >
      <table className={styles.rules}>
        <tbody>
          {ITEMS.map((item) => (
            <tr key={item}>
              <th scope="row">
                {items[item]}{' '}
                <span className="dim">
                  {total > 0 && Number.isFinite(rules[item].weight)
                    ? format.percent(rules[item].weight / total, 0)
                    : ''}
                </span>
              </th>
              <td>{cell(item, 'weight')}</td>
              <td>{cell(item, 'halfLife')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Form>
  );
}

/** How much each part of a dossier weighs, and how fast it grows old. */
export default function DossierRulesTab() {
  const t = useWords('dossiers');
  const rules = useCall(getDossierRules, {});
  if (rules.isPending) return <LoadingState lines={10} />;
  if (rules.data === undefined) return <ErrorState error={rules.error} retry={() => void rules.refetch()} />;
  return (
    <div className={styles.dossier}>
      <p>
        {t('rules.lead')} <HelpMark of="dossier-completeness" label={t('rules.weight')} />{' '}
        <HelpMark of="dossier-freshness" label={t('rules.halfLife')} />
      </p>
      <RulesForm state={rules.data} />
    </div>
  );
}
