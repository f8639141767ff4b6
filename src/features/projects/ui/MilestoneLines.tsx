import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { FieldGroup, TextField } from '../../../ui-kit/Form.tsx';
import type { Milestone } from '../contract.ts';
import styles from './Projects.module.css';
import { useProjectWords } from './use-project-words.ts';

/** The milestones of a project: what, until when. */
export function MilestoneLines({ value, onChange }: { value: Milestone[]; onChange: (value: Milestone[]) => void }) {
  const { t } = useProjectWords();
  const set = (id: string, part: Partial<Milestone>) =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <FieldGroup title={t('field.milestones')}>
      <div className={styles.lines}>
        {value.map((one, at) => (
          <div key={one.id} className={styles.line}>
            <TextField
              name={`milestones.${one.id}.name`}
              label={t('form.milestone', { number: at + 1 })}
              required
              maxLength={200}
              value={one.name}
              onChange={(name) => set(one.id, { name })}
            />
            <TextField
              name={`milestones.${one.id}.dueOn`}
              type="date"
              label={t('field.due')}
              value={one.dueOn ?? ''}
              onChange={(day) => set(one.id, { dueOn: day || null })}
            />
            <ActionIcon
              aria-label={t('form.remove', { name: one.name || t('form.milestone', { number: at + 1 }) })}
              onClick={() => onChange(value.filter((each) => each.id !== one.id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange([...value, { id: crypto.randomUUID(), name: '', dueOn: null, doneOn: null }])}
          >
            {t('form.addMilestone')}
          </Button>
        </div>
      </div>
    </FieldGroup>
  );
}
