import { Button } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../../ui-kit/call.ts';
import { CallError } from '../../../ui-kit/call-error.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { KeptChoice, type KeptDraft, keptDraft } from '../../../ui-kit/KeptChoice.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getSession } from '../../people/contract.ts';
import { addNote, getNote, keepNote, listNoteColleagues, type Note, saveNote } from '../contract.ts';
import { type Body, isEmpty, mentionsIn } from '../rules-body.ts';
import { dropDraft, keepDraft, loadDraft } from './drafts.ts';
import { type Colleague, toEditor } from './editor.ts';
import { NoteEditor } from './NoteEditor.tsx';
import styles from './Notes.module.css';
import { namesOf, RichText } from './RichText.tsx';

interface Props {
  accountId: string;
  /** Null: a new one. */
  note: Note | null;
  onClose: () => void;
}

const EMPTY: Body = { type: 'doc', content: [{ type: 'paragraph' }] };

/** Writes a note, or changes one. It loads what it needs first, so that the editor opens on the text that it is about. */
export default function NoteForm(props: Props) {
  const session = useCall(getSession, {});
  const colleagues = useCall(listNoteColleagues, { id: props.accountId });
  if (session.data === undefined || colleagues.data === undefined) return <LoadingState lines={3} />;
  return <OpenForm {...props} userId={session.data.user.id} colleagues={colleagues.data.rows} />;
}

function OpenForm(props: Props & { userId: string; colleagues: readonly Colleague[] }) {
  const { accountId, note, onClose, userId, colleagues } = props;
  const t = useWords('notes');
  const reason = useReason();
  const key = { userId, accountId, noteId: note?.id ?? null };
  const [draft] = useState(() => loadDraft(key));
  const [body, setBody] = useState<Body>(draft?.body ?? (note?.body as Body | undefined) ?? EMPTY);
  const [version, setVersion] = useState(draft?.version ?? note?.version ?? 0);
  const [theirs, setTheirs] = useState<Note | null>(
    note !== null && draft !== null && draft.version < note.version ? note : null,
  );
  const [kept, setKept] = useState(keptDraft(note?.kept ?? null));
  const editor = useRef<Editor | null>(null);
  const onReady = useCallback((one: Editor) => {
    editor.current = one;
  }, []);
  const names = namesOf([...colleagues, ...(note?.mentioned ?? [])]);
  const done = () => {
    dropDraft(key);
    onClose();
  };
  const add = useAct(addNote, { quiet: true, done: t('saved'), onDone: done });
  const save = useAct(saveNote, { quiet: true });
  const keep = useAct(keepNote, { quiet: true });
  const isBusy = add.isPending || save.isPending || keep.isPending;
  const mayKeep = note === null || note.can.keep;
  const nameable = colleagues.filter(({ id, sees }) => id !== userId && (sees || kept?.readers.includes(id)));
  const change = (next: Body) => {
    setBody(next);
    keepDraft(key, next, version);
  };
  const show = (next: Body) => {
    editor.current?.commands.setContent(toEditor(next, names));
    change(next);
  };

  /** Saves the text where it changed, then who may read it where that changed. */
  const saveAll = async (old: Note) => {
    try {
      const saved = await save.mutateAsync({ id: old.id, version, body });
      if (mayKeep && JSON.stringify(keptDraft(old.kept)) !== JSON.stringify(kept))
        await keep.mutateAsync({ id: old.id, version: saved.version, kept });
      done();
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'stale') return;
      const newest = await call(getNote, { id: old.id });
      setTheirs(newest);
      setVersion(newest.version);
    }
  };
  const submit = () => {
    if (isBusy || isEmpty(body) || theirs !== null) return;
    if (note === null) add.mutate({ id: accountId, body, ...(kept === null ? {} : { kept }) });
    else void saveAll(note);
  };
  const settle = (next: Body | null) => {
    if (theirs !== null) setVersion(theirs.version);
    setTheirs(null);
    if (next !== null) show(next);
  };
  const error = add.error ?? save.error ?? keep.error;
  return (
    <section className={styles.form} aria-label={note === null ? t('newNote') : t('editNote')}>
      {error && error.code !== 'stale' ? (
        <div role="alert" className={styles.error}>
          {reason(error)}
        </div>
      ) : null}
      {theirs === null ? null : <Both theirs={theirs} mine={body} onSettle={settle} />}
      <NoteEditor
        label={note === null ? t('newNote') : t('editNote')}
        body={body}
        names={names}
        colleagues={colleagues.filter(({ id }) => id !== userId)}
        onChange={change}
        onSubmit={submit}
        onReady={onReady}
      />
      <Blind body={body} kept={kept} colleagues={colleagues} userId={userId} />
      {mayKeep ? (
        <div className={styles.kept}>
          <KeptChoice kept={kept} onChange={setKept} people={nameable} />
        </div>
      ) : null}
      <div className={styles.buttons}>
        <Button onClick={submit} loading={isBusy} disabled={isEmpty(body) || theirs !== null}>
          {t('kit:action.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('later')}
        </Button>
        <Button variant="subtle" color="gray" onClick={done}>
          {t('discard')}
        </Button>
        <span className="dim">{t('hint')}</span>
      </div>
    </section>
  );
}

/** What somebody else saved in the meantime, above what is being written: theirs, one's own, or both. */
function Both({ theirs, mine, onSettle }: { theirs: Note; mine: Body; onSettle: (next: Body | null) => void }) {
  const t = useWords('notes');
  const saved = theirs.body as Body;
  return (
    <section className={styles.both} aria-label={t('both.title')}>
      <p>
        <strong>{t('both.text', { name: theirs.changedBy?.name ?? t('nobody') })}</strong>
      </p>
      <div className={styles.theirs}>
        <RichText body={saved} names={namesOf(theirs.mentioned)} />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" size="compact-sm" onClick={() => onSettle(null)}>
          {t('both.mine')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => onSettle(saved)}>
          {t('both.theirs')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onSettle({ type: 'doc', content: [...saved.content, ...mine.content] })}
        >
          {t('both.together')}
        </Button>
      </div>
    </section>
  );
}

interface Readers {
  kept: KeptDraft | null;
  colleagues: readonly Colleague[];
  userId: string;
}

const isOpenTo = (kept: KeptDraft, { id, isTeam, classes }: Colleague) =>
  kept.readers.includes(id) || (kept.team && isTeam) || (kept.class !== null && classes.includes(kept.class));

/** Says before it is saved which of the mentioned colleagues will not see the note. */
function Blind({ body, kept, colleagues, userId }: Readers & { body: Body }) {
  const t = useWords('notes');
  const format = useFormats();
  const ids = new Set(mentionsIn(body));
  const mentioned = colleagues.filter(({ id }) => ids.has(id) && id !== userId);
  const closed = mentioned.filter(({ sees }) => !sees).map(({ name }) => name);
  const left = mentioned.filter((one) => one.sees && kept !== null && !isOpenTo(kept, one)).map(({ name }) => name);
  if (closed.length + left.length === 0) return null;
  return (
    <div className={styles.blind} role="status">
      {closed.length > 0 ? <p>{t('blind.account', { who: format.list(closed), count: closed.length })}</p> : null}
      {left.length > 0 ? <p>{t('blind.note', { who: format.list(left), count: left.length })}</p> : null}
    </div>
  );
}
