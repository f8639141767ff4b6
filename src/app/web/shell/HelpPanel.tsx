import { Drawer, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { helpTopic, openHelp } from '../../../ui-kit/help.ts';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { loadGuide } from '../help/guide.ts';
import { Markdown } from '../help/Markdown.tsx';
import styles from './HelpPanel.module.css';

interface Props {
  /** Key of the entry; '' for the list of all. */
  topic: string;
  language: string;
  onClose: () => void;
}

/** "What does this number mean?": one entry of the guide, or all of them to choose from. */
export default function HelpPanel({ topic, language, onClose }: Props) {
  const t = useWords('shell');
  useFocusBack(true);
  const [words, setWords] = useState('');
  const guide = useQuery({
    queryKey: ['guide', language],
    queryFn: () => loadGuide(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entry = guide.data?.find((one) => one.key === topic);
  const fit = guide.data?.filter((one) => `${one.title} ${one.text}`.toLowerCase().includes(words.toLowerCase())) ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
      overlayProps={{ backgroundOpacity: 0.15 }}
    >
      {guide.isPending ? (
        <LoadingState />
      ) : entry === undefined ? (
        <>
          {topic === '' ? null : <p className="dim">{t('help.missing')}</p>}
          <TextInput
            aria-label={t('help.search')}
            placeholder={t('help.search')}
            leftSection={<IconSearch size={15} />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-autofocus
          />
          <ul className={styles.list}>
            {fit.map((one) => (
              <li key={one.key}>
                <button type="button" onClick={() => openHelp(one.key)}>
                  {one.title}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <article className={styles.entry}>
          <button type="button" className={styles.back} onClick={() => helpTopic.set('')}>
            <IconArrowLeft size={14} /> {t('help.all')}
          </button>
          <h2>{entry.title}</h2>
          <Markdown text={entry.text} />
        </article>
      )}
    </Drawer>
  );
}
