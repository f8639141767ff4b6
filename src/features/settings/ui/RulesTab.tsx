import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { CallError } from '../../../ui-kit/call-error.ts';
import { Form, TextField } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getRules, resetRules, type SegmentationRules, saveRules } from '../contract.ts';
import { checkRules, type RuleField, ruleFields, ruleValue, withRule } from '../rules.ts';
import { readRule, useRuleWords, writeRule } from './rule-words.ts';
import styles from './Settings.module.css';

const groups = [
  { id: 'abc', fields: /^abc\./ },
  { id: 'xyz', fields: /^xyz\./ },
  { id: 'key', fields: /^(tenPercent|eighty|topFifth|programmeSize)$/ },
  { id: 'emerging', fields: /^emerging\./ },
  { id: 'down', fields: /^missedReviews$/ },
  { id: 'active', fields: /^active\./ },
] as const;

type Texts = Record<string, string>;

const textsOf = (rules: SegmentationRules, locale: string): Texts =>
  Object.fromEntries(ruleFields.map((rule) => [rule.field, writeRule(rule, ruleValue(rules, rule.field), locale)]));

const rulesOf = (texts: Texts, base: SegmentationRules): SegmentationRules =>
  ruleFields.reduce((rules, rule) => withRule(rules, rule.field, readRule(rule, texts[rule.field] ?? '')), base);

interface RowProps {
  rule: RuleField;
  text: string;
  onChange: (text: string) => void;
  standard: string;
  closed: boolean;
}

function RuleRow({ rule, text, onChange, standard, closed }: RowProps) {
  const t = useWords('settings');
  const words = useRuleWords();
  const value = readRule(rule, text);
  return (
    <div className={styles.rule}>
      <div>
        <TextField
          name={`rules.${rule.field}`}
          label={words.label(rule.field)}
          value={text}
          onChange={onChange}
          numeric
          disabled={closed}
          unit={rule.unit === 'share' ? t('rules.unit.percent') : undefined}
        />
        {text === standard ? (
          <span className={`${styles.state} dim`}>{t('rules.isDefault')}</span>
        ) : closed ? null : (
          <Button variant="subtle" size="compact-xs" onClick={() => onChange(standard)}>
            {t('rules.reset', { value: standard })}
          </Button>
        )}
      </div>
      <p className={styles.meaning}>
        {Number.isFinite(value) ? words.meaning(rule, value) : null}
        <HelpMark of={rule.help} label={words.label(rule.field)} />
      </p>
    </div>
  );
}

function RulesForm({ state }: { state: OutputOf<typeof getRules> }) {
  const t = useWords('settings');
  const words = useRuleWords();
  const { locale } = words;
  const form = useRecordDraft(textsOf(state.rules, locale), state.version);
  const texts = form.draft;
  const [wrong, setWrong] = useState<CallError | null>(null);
  const [asked, ask] = useState(false);
  const save = useAct(saveRules, {
    quiet: true,
    done: t('rules.saved'),
    onDone: (_output, input) => form.saved(textsOf(input.rules, locale)),
  });
  const reset = useAct(resetRules, {
    done: t('rules.resetDone'),
    onDone: () => {
      // What was typed goes too.
      form.saved(texts);
      ask(false);
    },
  });
  const standards = textsOf(state.defaults, locale);
  const changed = ruleFields.filter(({ field }) => texts[field] !== standards[field]).length;
  const unsaved = form.dirty;
  const closed = !state.can.manage;

  const submit = () => {
    const rules = rulesOf(texts, state.rules);
    const problems = checkRules(rules).map(({ field }) => ({
      field: `rules.${field}`,
      expected: words.expected(rules, field),
    }));
    setWrong(problems.length === 0 ? null : new CallError({ status: 400, title: '', problems }));
    if (problems.length === 0) save.mutate({ rules, version: form.version });
  };

  return (
    <div className={styles.narrow}>
      <p className={styles.lead}>{t('rules.lead')}</p>
      <Form
        onSubmit={submit}
        busy={save.isPending}
        error={wrong ?? save.error}
        clashes={<Clashes clashes={form.clashes} onSettle={form.settle} label={words.label} />}
      >
        <div className={styles.groups}>
          {groups.map((group) => {
            const fields = ruleFields.filter(({ field }) => group.fields.test(field));
            const title = words.group(group.id);
            return (
              <section key={group.id} className={styles.group} aria-label={title}>
                <div className={styles.groupHead}>
                  <h2>{title}</h2>
                </div>
                {fields.map((rule) => (
                  <RuleRow
                    key={rule.field}
                    rule={rule}
                    text={texts[rule.field]!}
                    onChange={(text) => form.set({ [rule.field]: text })}
                    standard={standards[rule.field]!}
                    closed={closed}
                  />
                ))}
              </section>
            );
          })}
        </div>
        <div className={styles.bar}>
          <span className="dim" role="status">
            {changed === 0 ? t('rules.unchanged') : t('rules.changed', { count: changed })}
            {unsaved ? ` ${t('rules.unsaved')}` : ''}
          </span>
          {closed ? null : (
            <>
              <Button variant="default" onClick={() => ask(true)} disabled={changed === 0}>
                {t('rules.resetAll')}
              </Button>
              <Button type="submit" loading={save.isPending} disabled={!unsaved}>
                {t('rules.save')}
              </Button>
            </>
          )}
        </div>
      </Form>
      <Confirm
        opened={asked}
        onClose={() => ask(false)}
        onConfirm={() => reset.mutate({ version: state.version })}
        busy={reset.isPending}
        title={t('rules.resetAll')}
        text={t('rules.resetAllText')}
        button={t('rules.resetAll')}
      />
    </div>
  );
}

/** The thresholds of who is key, each with what it means. */
export default function RulesTab() {
  const { i18n } = useTranslation();
  const format = useFormats();
  const rules = useCall(getRules, {});
  if (rules.isPending) return <LoadingState lines={12} />;
  if (rules.data === undefined) return <ErrorState error={rules.error} retry={() => void rules.refetch()} />;
  return <RulesForm key={`${i18n.language} ${format.number(0.5)}`} state={rules.data} />;
}
