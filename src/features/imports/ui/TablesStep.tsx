import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { checked } from './mapping-checks.ts';
import { Step } from './Step.tsx';
import { TableCard } from './TableCard.tsx';
import cards from './Tables.module.css';
import type { ImportView } from './types.ts';
import { UnknownChoices } from './UnknownChoices.tsx';
import { uploads } from './uploads.ts';
import type { Draft } from './use-draft.ts';
import { useImportWords } from './use-import-words.ts';

const MappingJson = lazy(() => import('./MappingJson.tsx'));

/** What each table is and which column is which field: proposed, shown with samples, changeable. */
export function TablesStep({ view, draft, open }: { view: ImportView; draft: Draft; open: boolean }) {
  const { t } = useImportWords();
  const [json, setJson] = useState(false);
  const tables = view.files.flatMap((file) => file.tables.map((table) => ({ file, table })));
  const judged = tables.flatMap(({ file, table }) => {
    const mapping = draft.mapping.find((each) => each.table === table.id);
    return mapping
      ? [{ file, table, mapping, problems: checked(mapping, table, draft.dirty ? [] : view.mappingProblems) }]
      : [];
  });
  const problems = judged.reduce((sum, each) => sum + each.problems.count, 0);
  const coming = uploads.use().some((one) => one.importId === view.id);
  const alone = open && judged.length === 1 && !coming;
  const used = judged.filter((each) => each.mapping.kind !== null).length;
  return (
    <Step
      number={2}
      title={t('tables.title')}
      done={used > 0 && problems === 0 && !draft.dirty}
      note={used > 0 ? t('tables.note', { used, count: judged.length }) : undefined}
      actions={
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setJson(true)}>
          {t('json.open')}
        </Button>
      }
    >
      <div className={cards.tables}>
        {judged.map(({ file, table, mapping, problems: found }) => (
          <TableCard
            key={`${file.id} ${table.id}`}
            file={file}
            table={table}
            mapping={mapping}
            problems={found}
            alone={alone}
            open={open}
            asProposed={view.mapping.find((each) => each.table === table.id)?.kind === mapping.kind}
            onChange={(next) => draft.edit(table.id, next)}
            onKind={(next) => void draft.choose(table.id, next)}
          />
        ))}
      </div>
      <UnknownChoices draft={draft} open={open} />
      <Suspense>{json ? <MappingJson draft={draft} open={open} onClose={() => setJson(false)} /> : null}</Suspense>
    </Step>
  );
}
