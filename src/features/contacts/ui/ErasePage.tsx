import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { eraseContact, getContact, listAccountContacts, listContacts, previewErasure } from '../contract.ts';
import styles from './Erase.module.css';

const FEWEST = 3;

/** What an erasure takes and leaves, and which texts of others name the person: looked at before it is done. */
export default function ErasePage() {
  const t = useWords('contacts');
  const id = usePathField('id');
  const navigate = useNavigate();
  const [words, setWords] = useState<string[]>([]);
  const [more, setMore] = useState('');
  const [spared, setSpared] = useState<ReadonlySet<string>>(new Set());
  const [files, setFiles] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const person = useCall(getContact, { id });
  const found = useCall(previewErasure, { id, words });
  const erase = useAct(eraseContact, {
    // Not this page: there is nobody on it any more.
    touches: [listContacts, listAccountContacts],
    done: t('erase.done'),
    onDone: () => void navigate({ href: '/contacts' }),
  });
  const name = person.data?.name ?? '';
  const crumbs = [
    { label: t('menu.list'), to: '/contacts' },
    { label: name === '' ? t('page.title') : name, to: `/contacts/${id}` },
  ];
  const error = person.error ?? found.error;
  if (error)
    return (
      <PageLayout title={t('erase.page')} crumbs={crumbs}>
        <ErrorState error={error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  const preview = found.data;
  const toggled = (set: ReadonlySet<string>, one: string) => {
    const next = new Set(set);
    if (!next.delete(one)) next.add(one);
    return next;
  };
  const add = () => {
    const word = more.trim();
    if (word.length >= FEWEST && !words.includes(word)) setWords([...words, word]);
    setMore('');
  };
  const texts = preview?.texts ?? [];
  const proposed = [...new Set([...(preview?.proposed ?? []), ...words])];
  return (
    <PageLayout
      title={name === '' ? t('erase.page') : t('erase.title', { name })}
      crumbs={crumbs}
      answer={
        <AnswerLine loading={preview === undefined} note={t('erase.note')}>
          {preview ? t(preview.isMore ? 'erase.answerMore' : 'erase.answer', { count: texts.length }) : null}
        </AnswerLine>
      }
      actions={
        <Button color="red.9" disabled={preview === undefined} onClick={() => setAsking(true)}>
          {t('erase.button')}
        </Button>
      }
    >
      {preview === undefined ? (
        <LoadingState lines={10} />
      ) : (
        <>
          <div className={styles.sides}>
            <Section title={t('erase.goes')} framed>
              <ul className={styles.facts}>
                <li>{t('erase.goesAlways')}</li>
                {(['notes', 'files', 'trash', 'merges'] as const).map((part) =>
                  preview.goes[part] > 0 ? (
                    <li key={part}>{t(`erase.part.${part}`, { count: preview.goes[part] })}</li>
                  ) : null,
                )}
                <li>{t('erase.goesHidden')}</li>
              </ul>
            </Section>
            <Section title={t('erase.stays')} framed>
              <ul className={styles.facts}>
                {(['positions', 'places', 'events'] as const).map((part) =>
                  preview.stays[part] > 0 ? (
                    <li key={part}>{t(`erase.part.${part}`, { count: preview.stays[part] })}</li>
                  ) : null,
                )}
                <li>{t('erase.staysAlways')}</li>
              </ul>
            </Section>
          </div>
          <Section title={t('erase.words')} framed>
            <p className="dim">{t('erase.wordsHint')}</p>
            <div className={styles.words}>
              {proposed.map((word) => (
                <Checkbox
                  key={word}
                  label={word}
                  checked={words.includes(word)}
                  onChange={() =>
                    setWords(words.includes(word) ? words.filter((one) => one !== word) : [...words, word])
                  }
                />
              ))}
            </div>
            <form
              className={styles.more}
              onSubmit={(event) => {
                event.preventDefault();
                add();
              }}
            >
              <TextInput
                label={t('erase.otherWord')}
                value={more}
                onChange={(event) => setMore(event.currentTarget.value)}
                maxLength={100}
                autoComplete="off"
                spellCheck={false}
              />
              <Button type="submit" variant="default" disabled={more.trim().length < FEWEST}>
                {t('erase.look')}
              </Button>
            </form>
          </Section>
          <Section title={t('erase.texts')} framed>
            {texts.length === 0 ? (
              <p className="dim">{t('erase.noTexts')}</p>
            ) : (
              <ul className={styles.texts} aria-label={t('erase.texts')}>
                {texts.map((text) => (
                  <li key={`${text.kind}:${text.id}:${text.before}`}>
                    <div className={styles.where}>
                      <a href={text.path} target="_blank" rel="noreferrer">
                        {t(`erase.kind.${text.kind}`)}
                      </a>
                      {text.account ? <span className="dim">{text.account.name}</span> : null}
                    </div>
                    <p
                      className={
                        spared.has(text.id) || (text.isFile && !files.has(text.id)) ? styles.said : styles.gone
                      }
                    >
                      {text.before}
                      <mark>{text.hit}</mark>
                      {text.after}
                    </p>
                    {text.isFile ? (
                      <Checkbox
                        label={t('erase.deleteFile')}
                        checked={files.has(text.id)}
                        onChange={() => setFiles(toggled(files, text.id))}
                      />
                    ) : (
                      <Checkbox
                        label={t('erase.spare')}
                        checked={spared.has(text.id)}
                        onChange={() => setSpared(toggled(spared, text.id))}
                      />
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('erase.title', { name })}
        text={t('erase.text')}
        button={t('erase.button')}
        word={t('erase.word')}
        danger
        busy={erase.isPending}
        onConfirm={() =>
          preview && erase.mutate({ id, version: preview.version, words, spare: [...spared], files: [...files] })
        }
      />
    </PageLayout>
  );
}
