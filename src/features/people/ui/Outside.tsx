import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../../ui-kit/Logo.tsx';
import { setLanguage } from '../../../ui-kit/language.ts';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import styles from './Outside.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages outside of a session: the mark, one card, the language. */
export function Outside({ title, lead, children }: Props) {
  const { i18n, t } = useTranslation('people');
  useEffect(() => {
    document.title = `${title} · Vitalfew`;
  }, [title]);
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.mark}>
          <Logo size={30} />
          <span>Vitalfew</span>
        </div>
        <h1 className={styles.title}>{title}</h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
      <footer>
        <SegmentedChoice
          label={t('outside.language')}
          value={i18n.language === 'ru' ? 'ru' : 'en'}
          onChange={(language) => void setLanguage(language)}
          options={[
            { value: 'en', label: 'English' },
            { value: 'ru', label: 'Русский' },
          ]}
        />
      </footer>
    </div>
  );
}
