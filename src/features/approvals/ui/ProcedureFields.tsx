import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ChoiceField, FieldGroup, TextField } from '../../../ui-kit/Form.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { type Measure, type ProcedureFields, WAYS } from '../contract.ts';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';
import { useRoleWords } from './use-role-words.ts';

type Step = ProcedureFields['steps'][number];
type Limit = ProcedureFields['limits'][number];
type People = readonly { id: string; name: string }[];

const optionsOf = (people: People) => people.map(({ id, name }) => ({ value: id, label: name }));

interface StepProps {
  steps: readonly Step[];
  people: People;
  disabled: boolean;
  onChange: (steps: Step[]) => void;
}

/** The steps, one below the other: who decides, and how many of them must agree. */
export function StepFields({ steps, people, disabled, onChange }: StepProps) {
  const { t } = useApprovalWords();
  const { roles } = useRoleWords();
  const put = (at: number, part: Partial<Step>) =>
    onChange(steps.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const ways = { superior: t('way.superior'), role: t('way.role'), person: t('way.person') };
  const heights = [
    { value: '0', label: t('height.nearest') },
    ...[1, 2, 3].map((height) => ({ value: String(height), label: t('height.nth', { height }) })),
  ];
  return (
    <FieldGroup title={t('procedure.steps')}>
      {steps.map((step, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          key={at}
          className={styles.entry}
        >
          <ChoiceField
            name={`procedure.steps.${at}.by`}
            label={t('steps.number', { number: at + 1 })}
            disabled={disabled}
            value={step.by}
            onChange={(by) => put(at, { by: by as Step['by'], role: by === 'role' ? 'director' : null, userId: null })}
            options={WAYS.map((value) => ({ value, label: ways[value] }))}
          />
          {step.by === 'superior' ? (
            <ChoiceField
              name={`procedure.steps.${at}.height`}
              label={t('height.label')}
              disabled={disabled}
              value={String(step.height)}
              onChange={(height) => put(at, { height: Number(height) })}
              options={heights}
            />
          ) : step.by === 'role' ? (
            <ChoiceField
              name={`procedure.steps.${at}.role`}
              label={t('way.role')}
              disabled={disabled}
              value={step.role ?? ''}
              onChange={(role) => put(at, { role: role as Step['role'] })}
              options={roles}
            />
          ) : (
            <ChoiceField
              name={`procedure.steps.${at}.userId`}
              label={t('way.person')}
              disabled={disabled}
              value={step.userId ?? ''}
              onChange={(userId) => put(at, { userId: userId || null })}
              options={optionsOf(people)}
              none={t('kit:form.choose')}
            />
          )}
          <ChoiceField
            name={`procedure.steps.${at}.needs`}
            label={t('needs.label')}
            disabled={disabled}
            value={String(step.needs)}
            onChange={(needs) => put(at, { needs: Number(needs) })}
            options={[
              { value: '1', label: t('needs.one') },
              { value: '2', label: t('needs.some', { number: 2 }) },
              { value: '3', label: t('needs.some', { number: 3 }) },
              { value: '0', label: t('needs.all') },
            ]}
          />
          {disabled || steps.length === 1 ? null : (
            <ActionIcon
              size={36}
              aria-label={t('procedure.removeStep', { number: at + 1 })}
              onClick={() => onChange(steps.filter((_, index) => index !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {disabled || steps.length >= 6 ? null : (
        <Button
          variant="default"
          size="compact-sm"
          className={styles.add}
          onClick={() => onChange([...steps, { by: 'superior', role: null, userId: null, height: 0, needs: 1 }])}
        >
          {t('procedure.addStep')}
        </Button>
      )}
    </FieldGroup>
  );
}

interface LimitProps {
  limits: readonly Limit[];
  measure: Measure;
  people: People;
  disabled: boolean;
  onChange: (limits: Limit[]) => void;
}

/** The limits of authority: a role or a person, and up to how much. */
export function LimitFields({ limits, measure, people, disabled, onChange }: LimitProps) {
  const { t } = useApprovalWords();
  const { roles } = useRoleWords();
  const { currency } = useReader();
  const put = (at: number, part: Partial<Limit>) =>
    onChange(limits.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const isPerson = (value: string) => people.some(({ id }) => id === value);
  return (
    <FieldGroup
      title={t('procedure.limits')}
      hint={measure === 'none' ? t('procedure.limitsNone') : t('procedure.limitsHint')}
    >
      {limits.map((limit, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a limit is its place
          key={at}
          className={styles.entry}
        >
          <ChoiceField
            name={`procedure.limits.${at}.role`}
            label={t('procedure.whose')}
            disabled={disabled}
            value={limit.userId ?? limit.role ?? ''}
            onChange={(value) =>
              put(at, isPerson(value) ? { userId: value, role: null } : { role: value as Limit['role'], userId: null })
            }
            options={[...roles, ...optionsOf(people)]}
          />
          {measure === 'none' ? null : (
            <TextField
              name={`procedure.limits.${at}.upTo`}
              label={t('procedure.upTo')}
              placeholder={t('procedure.unlimited')}
              numeric
              unit={measure === 'amount' ? currency : '%'}
              disabled={disabled}
              value={limit.upTo ?? ''}
              onChange={(upTo) => put(at, { upTo })}
            />
          )}
          {disabled ? null : (
            <ActionIcon
              size={36}
              aria-label={t('procedure.removeLimit', { number: at + 1 })}
              onClick={() => onChange(limits.filter((_, index) => index !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {disabled ? null : (
        <Button
          variant="default"
          size="compact-sm"
          className={styles.add}
          onClick={() => onChange([...limits, { role: 'director', userId: null, upTo: null }])}
        >
          {t('procedure.addLimit')}
        </Button>
      )}
    </FieldGroup>
  );
}
