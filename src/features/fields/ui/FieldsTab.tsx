import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import {
  archiveDefinition,
  type Definition,
  listDefinitions,
  listFields,
  orderDefinitions,
  RECORD_KINDS,
  type RecordKind,
} from '../contract.ts';
import { inLanguage } from '../rules.ts';
import styles from './Fields.module.css';
import { useFieldWords } from './use-field-words.ts';

const DefinitionForm = lazy(() => import('./DefinitionForm.tsx'));

/** The fields of the organisation's own: what is asked of accounts, contacts and tasks, in which order, and who reads it. */
export default function FieldsTab() {
  const { t, kinds } = useFieldWords();
  const found = useCall(listDefinitions, {});
  const [opened, setOpened] = useState<{ field: Definition | null; kind: RecordKind } | null>(null);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <LoadingState lines={10} />;
  return (
    <div className={styles.stack}>
      <div className={styles.lead}>
        <p>{t('tab.lead')}</p>
        <Button onClick={() => setOpened({ field: null, kind: 'account' })}>{t('tab.add')}</Button>
      </div>
      {RECORD_KINDS.map((kind) => (
        <Kind
          key={kind}
          title={kinds[kind]}
          kind={kind}
          fields={found.data.rows.filter((field) => field.recordKind === kind)}
          onOpen={(field) => setOpened({ field, kind })}
        />
      ))}
      <Suspense>
        {opened ? <DefinitionForm {...fresh(opened, found.data.rows)} onClose={() => setOpened(null)} /> : null}
      </Suspense>
    </div>
  );
}

/** The field that is being changed, as it was last read. */
const fresh = ({ field, kind }: { field: Definition | null; kind: RecordKind }, rows: readonly Definition[]) => ({
  kind,
  field: field === null ? null : (rows.find(({ id }) => id === field.id) ?? field),
});

interface KindProps {
  title: string;
  kind: RecordKind;
  fields: readonly Definition[];
  onOpen: (field: Definition) => void;
}

function Kind({ title, kind, fields, onOpen }: KindProps) {
  const { t, types } = useFieldWords();
  const { language } = useReader();
  const touches = { touches: [listDefinitions, listFields] };
  const order = useAct(orderDefinitions, touches);
  const archive = useAct(archiveDefinition, touches);
  const used = fields.filter(({ archivedAt }) => archivedAt === null);
  const gone = fields.filter(({ archivedAt }) => archivedAt !== null);
  const move = (at: number, by: -1 | 1) => {
    const ids = used.map(({ id }) => id);
    [ids[at], ids[at + by]] = [ids[at + by]!, ids[at]!];
    order.mutate({ recordKind: kind, ids: [...ids, ...gone.map(({ id }) => id)] });
  };
  return (
    <Section title={title} framed>
      {fields.length === 0 ? <EmptyState title={t('tab.none')} /> : null}
      <ul className={styles.list} aria-label={title}>
        {[...used, ...gone].map((field, at) => {
          const name = inLanguage(field.labels, language);
          const isGone = field.archivedAt !== null;
          return (
            <li key={field.id} className={styles.row} data-archived={isGone || undefined}>
              <span className={styles.name}>
                {name}
                <code>{field.key}</code>
              </span>
              <span>
                {types[field.type]}
                {field.currency ? ` · ${field.currency}` : ''}
              </span>
              <span className={styles.marks}>
                {isGone ? <Badge>{t('tab.archived')}</Badge> : null}
                {field.isRequired ? <Badge>{t('tab.required')}</Badge> : null}
                {field.readers === null && field.class === null ? null : <Badge tone="warn">{t('confidential')}</Badge>}
              </span>
              <span className={styles.acts}>
                {isGone ? null : (
                  <>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('tab.up', { name })}
                      disabled={at === 0 || order.isPending}
                      onClick={() => move(at, -1)}
                    >
                      <IconArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('tab.down', { name })}
                      disabled={at === used.length - 1 || order.isPending}
                      onClick={() => move(at, 1)}
                    >
                      <IconArrowDown size={15} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('tab.edit', { name })}
                      onClick={() => onOpen(field)}
                    >
                      <IconPencil size={15} />
                    </ActionIcon>
                  </>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t(isGone ? 'tab.restore' : 'tab.archive', { name })}
                  title={t(isGone ? 'tab.restore' : 'tab.archive', { name })}
                  disabled={archive.isPending}
                  onClick={() => archive.mutate({ id: field.id, version: field.version, archived: !isGone })}
                >
                  {isGone ? <IconArchiveOff size={15} /> : <IconArchive size={15} />}
                </ActionIcon>
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
