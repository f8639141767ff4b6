import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CallError } from '../../../ui-kit/call-error.ts';
import { ChoiceField, FieldGroup, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { BUYING_ROLES } from '../../contacts/contract.ts';
import {
  CYCLE_CLASSES,
  getRelationshipRules,
  NEEDING,
  type RelationshipRules,
  saveRelationshipRules,
  TIERS,
} from '../contract.ts';
import styles from './Map.module.css';
import { useRelationshipWords } from './use-relationship-words.ts';

const COUNTED = ['people', 'colleagues', 'functions', 'levels', 'products'] as const;
type Draft = Record<string, string>;

/** Settings as flat texts: two who change different ones do not disturb each other. */
function textsOf(rules: RelationshipRules): Draft {
  return Object.fromEntries([
    ...CYCLE_CLASSES.map((one) => [`cycles.${one}`, String(rules.cycles[one])]),
    ...TIERS.map((tier) => [`classes.${tier}`, rules.classes[tier]]),
    ...BUYING_ROLES.map((role) => [`roles.${role}`, rules.roles.includes(role) ? 'yes' : '']),
    ...TIERS.map((tier) => [`tiers.${tier}`, rules.tiers.includes(tier) ? 'yes' : '']),
    ...NEEDING.flatMap((stage) =>
      COUNTED.map((what) => [`stages.${stage}.${what}`, String(rules.stages[stage][what])]),
    ),
    ['functions', rules.functions.join('\n')],
    ['uncoupling', String(Math.round(rules.uncoupling * 1000) / 10)],
  ]);
}

function rulesOf(draft: Draft): RelationshipRules {
  const number = (field: string) => Number((draft[field] ?? '').trim().replace(',', '.') || Number.NaN);
  const each = <K extends string, V>(keys: readonly K[], of: (key: K) => V) =>
    Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
  return {
    cycles: each(CYCLE_CLASSES, (one) => number(`cycles.${one}`)),
    classes: each(TIERS, (tier) => draft[`classes.${tier}`] as 'A'),
    roles: BUYING_ROLES.filter((role) => draft[`roles.${role}`] === 'yes'),
    tiers: TIERS.filter((tier) => draft[`tiers.${tier}`] === 'yes'),
    functions: (draft.functions ?? '').split('\n').flatMap((text) => text.trim() || []),
    stages: each(NEEDING, (stage) => each(COUNTED, (what) => number(`stages.${stage}.${what}`))),
    uncoupling: number('uncoupling') / 100,
  };
}

function RulesForm({ state }: { state: OutputOf<typeof getRelationshipRules> }) {
  const t = useWords('relationships');
  const words = useRelationshipWords();
  const { draft, version, set, dirty, saved, clashes, settle } = useRecordDraft(textsOf(state.rules), state.version);
  const [wrong, setWrong] = useState<CallError | null>(null);
  const done = t('rules.saved');
  const save = useAct(saveRelationshipRules, { quiet: true, done, onDone: () => saved(draft) });
  const disabled = !state.can.manage;
  const submit = () => {
    const rules = rulesOf(draft);
    const bad = Object.keys(draft).filter(
      (field) => /^(cycles|stages|uncoupling)/.test(field) && !/^\s*\d+([.,]\d+)?\s*$/.test(draft[field]!),
    );
    const problems = bad.map((field) => ({ field: `rules.${field}`, expected: '', rule: 'number' as const }));
    setWrong(problems.length === 0 ? null : new CallError({ status: 400, title: '', problems }));
    if (problems.length === 0) save.mutate({ version, rules });
  };
  const numeric = (field: string, label: string, unit?: string) => (
    <TextField
      key={field}
      name={`rules.${field}`}
      label={label}
      value={draft[field] ?? ''}
      onChange={(value) => set({ [field]: value })}
      numeric
      disabled={disabled}
      unit={unit}
    />
  );
  const ticks = (group: string, names: Record<string, string>) => (
    <div className={styles.checks}>
      {Object.entries(names).map(([key, label]) => (
        <Checkbox
          key={key}
          size="xs"
          label={label}
          disabled={disabled}
          checked={draft[`${group}.${key}`] === 'yes'}
          onChange={(event) => set({ [`${group}.${key}`]: event.currentTarget.checked ? 'yes' : '' })}
        />
      ))}
    </div>
  );
  return (
    <Form
      button={state.can.manage ? t('kit:action.save') : undefined}
      busy={save.isPending}
      error={wrong ?? save.error}
      onSubmit={submit}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(field) => field} />}
      aside={dirty ? <span className="dim">{t('unsaved')}</span> : undefined}
    >
      <FieldGroup title={t('rules.cycles')} hint={t('rules.cyclesHint')}>
        <FieldRow>{CYCLE_CLASSES.map((one) => numeric(`cycles.${one}`, t('rules.class', { name: one })))}</FieldRow>
        <FieldRow>
          {TIERS.map((tier) => (
            <ChoiceField
              key={tier}
              name={`rules.classes.${tier}`}
              label={words.tiers[tier]}
              value={draft[`classes.${tier}`] ?? ''}
              onChange={(value) => set({ [`classes.${tier}`]: value })}
              options={CYCLE_CLASSES.map((one) => ({ value: one, label: one }))}
              disabled={disabled}
            />
          ))}
        </FieldRow>
      </FieldGroup>
      <FieldGroup title={t('rules.roles')} hint={t('rules.rolesHint')}>
        {ticks('roles', words.roles)}
        <LongTextField
          name="rules.functions"
          label={t('rules.functions')}
          hint={t('rules.functionsHint')}
          value={draft.functions ?? ''}
          onChange={(functions) => set({ functions })}
          disabled={disabled}
          rows={2}
        />
      </FieldGroup>
      <FieldGroup title={t('rules.tiers')}>{ticks('tiers', words.tiers)}</FieldGroup>
      {NEEDING.map((stage) => (
        <FieldGroup key={stage} title={t('rules.stage', { stage: words.stages[stage] })}>
          <FieldRow>{COUNTED.map((what) => numeric(`stages.${stage}.${what}`, words.evidence[what]))}</FieldRow>
        </FieldGroup>
      ))}
      <FieldGroup title={words.stages.uncoupling}>{numeric('uncoupling', t('rules.uncoupling'), '%')}</FieldGroup>
    </Form>
  );
}

/** How often contacts are met, which roles must be covered, what each stage of a relationship needs. */
export default function RelationshipRulesPage() {
  const t = useWords('relationships');
  const rules = useCall(getRelationshipRules, {});
  return (
    <PageLayout
      title={t('rules.title')}
      crumbs={[{ label: t('rules.settings'), to: '/settings' }]}
      answer={<AnswerLine>{t('rules.lead')}</AnswerLine>}
    >
      {rules.isPending ? <LoadingState lines={12} /> : null}
      {rules.error ? <ErrorState error={rules.error} retry={() => void rules.refetch()} /> : null}
      <div className={styles.rules}>{rules.data ? <RulesForm state={rules.data} /> : null}</div>
    </PageLayout>
  );
}
