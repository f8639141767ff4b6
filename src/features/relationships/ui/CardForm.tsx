import { Checkbox } from '@mantine/core';
import type { InputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldGroup, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { BUYING_ROLES, type BuyingRole } from '../../contacts/contract.ts';
import { type MapPerson, saveMapPerson } from '../contract.ts';
import styles from './Map.module.css';
import { TOUCHED } from './touched.ts';
import { optionsOf, useRelationshipWords } from './use-relationship-words.ts';

const draftOf = ({ roles, influence, support, orientation, coverage, wanted, department }: MapPerson) => ({
  roles: BUYING_ROLES.filter((role) => roles.includes(role)) as readonly BuyingRole[],
  influence: influence ?? '',
  support: support ?? '',
  orientation: orientation ?? '',
  coverage: coverage as string,
  wanted: wanted ?? '',
  department: department ?? '',
});
type Draft = ReturnType<typeof draftOf>;

/** What the map says of somebody: parts in buying, influence, support, orientation, coverage; of a placeholder what is wanted. */
export function CardForm({ person }: { person: MapPerson }) {
  const t = useWords('relationships');
  const words = useRelationshipWords();
  const { draft, version, set, dirty, saved, clashes, settle } = useRecordDraft<Draft>(draftOf(person), person.version);
  const save = useAct(saveMapPerson, {
    touches: TOUCHED,
    quiet: true,
    done: t('saved'),
    onDone: () => saved(draft),
  });
  const isPlaceholder = person.contact === null;
  const submit = () => {
    const { wanted, department, roles, coverage, ...rest } = draft;
    const chosen = Object.fromEntries(
      Object.entries(rest).map(([field, value]) => [field, value === '' ? null : value]),
    );
    const own = isPlaceholder ? { wanted, department: department.trim() === '' ? null : department } : { coverage };
    const input = { id: person.accountId, personId: person.id, version, roles: [...roles], ...chosen, ...own };
    save.mutate(input as InputOf<typeof saveMapPerson>);
  };
  const toggle = (role: BuyingRole) =>
    set({ roles: BUYING_ROLES.filter((one) => (one === role) !== draft.roles.includes(one)) });
  const labels: Record<string, string> = {
    roles: t('field.roles'),
    influence: t('field.influence'),
    support: t('field.support'),
    orientation: t('field.orientation'),
    coverage: t('field.coverage'),
    wanted: t('field.wanted'),
    department: t('field.department'),
  };
  const said: Record<string, Record<string, string>> = {
    influence: words.influences,
    support: words.supports,
    orientation: words.orientations,
    coverage: words.levels,
  };
  const show = (field: string, value: unknown) =>
    field === 'roles'
      ? (value as BuyingRole[]).map((role) => words.roles[role]).join(', ')
      : (said[field]?.[String(value)] ?? String(value ?? ''));
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onSubmit={submit}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(name) => labels[name] ?? name} show={show} />}
      aside={dirty ? <span className="dim">{t('unsaved')}</span> : undefined}
    >
      {isPlaceholder ? (
        <>
          <TextField
            name="wanted"
            label={t('field.wanted')}
            value={draft.wanted}
            onChange={(wanted) => set({ wanted })}
            maxLength={200}
            required
          />
          <TextField
            name="department"
            label={t('field.department')}
            value={draft.department}
            onChange={(department) => set({ department })}
            maxLength={200}
          />
        </>
      ) : null}
      <ChoiceField
        name="support"
        label={t('field.support')}
        value={draft.support}
        onChange={(support) => set({ support })}
        options={optionsOf(words.supports)}
        none={t('support.unknown')}
      />
      <FieldGroup title={t('field.roles')}>
        <div className={styles.checks}>
          {BUYING_ROLES.map((role) => (
            <Checkbox
              key={role}
              size="xs"
              label={words.roles[role]}
              checked={draft.roles.includes(role)}
              onChange={() => toggle(role)}
            />
          ))}
        </div>
      </FieldGroup>
      <ChoiceField
        name="influence"
        label={t('field.influence')}
        value={draft.influence}
        onChange={(influence) => set({ influence })}
        options={optionsOf(words.influences)}
        none={t('unknown')}
      />
      <ChoiceField
        name="orientation"
        label={t('field.orientation')}
        hint={t('orientationHint')}
        value={draft.orientation}
        onChange={(orientation) => set({ orientation })}
        options={optionsOf(words.orientations)}
        none={t('unknown')}
      />
      {isPlaceholder ? null : (
        <ChoiceField
          name="coverage"
          label={t('field.coverage')}
          value={draft.coverage}
          onChange={(coverage) => set({ coverage })}
          options={optionsOf(words.levels)}
        />
      )}
    </Form>
  );
}
