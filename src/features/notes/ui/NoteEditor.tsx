import { RichTextEditor } from '@mantine/tiptap';
import '@mantine/tiptap/styles.layer.css';
import { type Editor, useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../../ui-kit/words.ts';
import type { Body } from '../rules-body.ts';
import { type Colleague, extensionsOf, type Offer, toEditor } from './editor.ts';
import styles from './Notes.module.css';
import type { Names } from './RichText.tsx';

interface Props {
  label: string;
  body: Body;
  names: Names;
  colleagues: readonly Colleague[];
  onChange: (body: Body) => void;
  onSubmit: () => void;
  onReady: (editor: Editor) => void;
}

/** The editor of a note: marks, headings, lists, quotes, links, and colleagues after an `@`. Ctrl-Enter saves. */
export function NoteEditor(props: Props) {
  const t = useWords('notes');
  const latest = useRef(props);
  latest.current = props;
  const [offer, setOffer] = useState<Offer | null>(null);
  const [chosen, setChosen] = useState(0);
  const list = useRef({ offer, chosen });
  list.current = { offer, chosen };

  const onKey = (event: KeyboardEvent): boolean => {
    const { offer: open, chosen: at } = list.current;
    if (open === null) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((at + step + open.items.length) % open.items.length);
    else if (event.key === 'Enter' || event.key === 'Tab') open.pick(open.items[Math.min(at, open.items.length - 1)]!);
    else if (event.key === 'Escape') setOffer(null);
    else return false;
    return true;
  };

  const editor = useEditor({
    injectCSS: false,
    shouldRerenderOnTransaction: true,
    extensions: extensionsOf({
      colleagues: () => latest.current.colleagues,
      offer: (next) => {
        setOffer(next);
        setChosen(0);
      },
      onKey,
    }),
    content: toEditor(props.body, props.names),
    autofocus: 'end',
    onUpdate: ({ editor: now }) => latest.current.onChange(now.getJSON() as Body),
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': props.label },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSubmit();
        return true;
      },
    },
  });
  const { onReady } = props;
  useEffect(() => {
    if (editor) onReady(editor);
  }, [editor, onReady]);

  return (
    <div className={styles.editor}>
      <RichTextEditor
        editor={editor}
        variant="subtle"
        withCodeHighlightStyles={false}
        labels={{
          boldControlLabel: t('editor.bold'),
          italicControlLabel: t('editor.italic'),
          codeControlLabel: t('editor.code'),
          blockquoteControlLabel: t('editor.quote'),
          h2ControlLabel: t('editor.heading'),
          h3ControlLabel: t('editor.smallHeading'),
          bulletListControlLabel: t('editor.bullets'),
          orderedListControlLabel: t('editor.numbers'),
          linkControlLabel: t('editor.link'),
          unlinkControlLabel: t('editor.unlink'),
          linkEditorInputLabel: t('editor.address'),
          linkEditorInputPlaceholder: 'https://example.com',
          linkEditorExternalLink: t('editor.newTab'),
          linkEditorInternalLink: t('editor.sameTab'),
          linkEditorSave: t('kit:action.apply'),
        }}
      >
        <RichTextEditor.Toolbar>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.Code />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.H2 />
            <RichTextEditor.H3 />
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.Blockquote />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Link />
            <RichTextEditor.Unlink />
          </RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
        <RichTextEditor.Content />
      </RichTextEditor>
      {offer === null ? null : (
        <div
          role="listbox"
          aria-label={t('editor.colleagues')}
          className={styles.offer}
          style={{ left: offer.left, top: offer.top }}
        >
          {offer.items.map((one, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays in the text; arrows and Enter choose
            <div
              key={one.id}
              role="option"
              aria-selected={at === chosen}
              className={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => offer.pick(one)}
            >
              <span>{one.name}</span>
              {one.sees ? null : <span className="dim">{t('editor.blind')}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
