import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import styles from './Imports.module.css';
import cards from './Tables.module.css';
import type { TableMapping } from './types.ts';
import type { Draft } from './use-draft.ts';
import { useImportWords } from './use-import-words.ts';

const isMapping = (value: unknown): value is TableMapping =>
  typeof value === 'object' && value !== null && typeof (value as { table?: unknown }).table === 'string';

/** A list of mappings out of text; null when it is none. */
function read(text: string): TableMapping[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const list = Array.isArray(parsed) ? parsed : [parsed];
    if (!list.every(isMapping)) return null;
    return list.map((each) => ({
      ...each,
      kind: each.kind ?? null,
      fields: each.fields ?? {},
      constants: each.constants ?? {},
      options: each.options ?? {},
    }));
  } catch {
    return null;
  }
}

/** The mapping as text: to copy, to keep beside the files for the command line, to paste. */
export default function MappingJson({ draft, open, onClose }: { draft: Draft; open: boolean; onClose: () => void }) {
  const { t } = useImportWords();
  const [text, setText] = useState(() => JSON.stringify(draft.mapping, null, 2));
  const [wrong, setWrong] = useState(false);
  const take = () => {
    const given = read(text);
    if (given === null) return setWrong(true);
    draft.change({ mapping: draft.mapping.map((each) => given.find((one) => one.table === each.table) ?? each) });
    onClose();
  };
  const copy = async () => {
    await navigator.clipboard?.writeText(text).then(
      () => say(t('kit:action.copied'), 'good'),
      () => undefined,
    );
  };
  return (
    <SideDrawer opened onClose={onClose} title={t('json.title')} size={640}>
      <p className="dim">{t('json.text')}</p>
      <Textarea
        className={cards.json}
        aria-label={t('json.title')}
        autosize
        minRows={16}
        maxRows={32}
        readOnly={!open}
        spellCheck={false}
        value={text}
        error={wrong ? t('json.wrong') : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <div className={styles.acts}>
        {open ? <Button onClick={take}>{t('json.take')}</Button> : null}
        <Button variant="default" onClick={() => void copy()}>
          {t('kit:action.copy')}
        </Button>
      </div>
    </SideDrawer>
  );
}
