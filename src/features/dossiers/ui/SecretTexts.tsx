import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Section } from '../contract.ts';
import styles from './Dossiers.module.css';
import SectionForm from './SectionForm.tsx';
import SectionVersions from './SectionVersions.tsx';
import { useDossierWords } from './use-dossier-words.ts';
import { type Secret, WrittenText } from './WrittenText.tsx';

interface Props {
  accountId: string;
  section: Section;
  secrets: readonly Secret[];
  classes: readonly { id: string; name: string }[];
  mayEdit: boolean;
}

/** What a section says beside, for those who are cleared for a class of confidentiality: one text for each class. */
export default function SecretTexts({ accountId, section, secrets, classes, mayEdit }: Props) {
  const t = useWords('dossiers');
  const { sections } = useDossierWords();
  const [writing, setWriting] = useState<string | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const there = secrets.filter((one) => one.text !== '');
  const left = classes.filter(({ id }) => writing !== id && !there.some((one) => one.class.id === id));
  return (
    <>
      {classes.map(({ id, name }) => {
        const written = secrets.find((one) => one.class.id === id);
        const isThere = there.some((one) => one.class.id === id);
        if (!isThere && writing !== id) return null;
        return (
          <section
            key={id}
            className={styles.secret}
            aria-label={t('secret.of', { class: name, section: sections[section] })}
          >
            <header className={styles.actions}>
              <Badge tone="warn">
                <IconLock size={12} aria-hidden="true" /> {name}
              </Badge>
              {written ? (
                <Button variant="subtle" size="compact-xs" onClick={() => setReading(id)}>
                  {t('versions.open', { count: written.version })}
                </Button>
              ) : null}
              {mayEdit && writing !== id ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={t('secret.writeNamed', { class: name, section: sections[section] })}
                  onClick={() => setWriting(id)}
                >
                  {t('write')}
                </Button>
              ) : null}
            </header>
            {writing === id ? (
              <SectionForm {...{ accountId, section, written }} classId={id} onClose={() => setWriting(null)} />
            ) : written ? (
              <WrittenText written={written} />
            ) : null}
            {reading === id ? (
              <SectionVersions {...{ accountId, section }} classId={id} onClose={() => setReading(null)} />
            ) : null}
          </section>
        );
      })}
      {mayEdit && left.length > 0 ? (
        <p className={`${styles.addSecret} no-print`}>
          <Popup
            kind="menu"
            align="end"
            label={t('secret.menu', { section: sections[section] })}
            width={280}
            opener={(props) => (
              <button
                type="button"
                className={styles.lock}
                aria-label={t('secret.menu', { section: sections[section] })}
                {...props}
              >
                <IconLock size={14} aria-hidden="true" />
              </button>
            )}
          >
            {(close) =>
              left.map(({ id, name }) => (
                <MenuLine
                  key={id}
                  onClick={() => {
                    close();
                    setWriting(id);
                  }}
                >
                  {t('secret.add', { class: name })}
                </MenuLine>
              ))
            }
          </Popup>
        </p>
      ) : null}
    </>
  );
}
