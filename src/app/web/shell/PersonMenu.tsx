import { useMantineColorScheme } from '@mantine/core';
import { IconHelp, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { saveProfile } from '../../../features/people/contract.ts';
import { openHelp } from '../../../ui-kit/help.ts';
import { type Language, setLanguage } from '../../../ui-kit/language.ts';
import { MenuLine, Popup, PopupRule } from '../../../ui-kit/Popup.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import type { Session } from '../session.ts';
import { useSignOut } from './leave.ts';
import styles from './TopBar.module.css';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

/** The person: theme, language, help, sign out. */
export function PersonMenu({ session, onKeys }: { session: Session; onKeys: () => void }) {
  const { t, i18n } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  const save = useAct(saveProfile, { touches: [], quiet: true });
  const { name, email } = session.user;
  const speak = (language: Language) => {
    void setLanguage(language);
    save.mutate({ language });
  };
  return (
    <Popup
      label={t('person.menu', { name })}
      align="end"
      width={276}
      opener={(props) => (
        <button
          type="button"
          className={styles.avatar}
          aria-label={`${initials(name)}, ${t('person.menu', { name })}`}
          {...props}
        >
          {initials(name)}
        </button>
      )}
    >
      {(close) => (
        <>
          <div className={styles.who}>
            <b>{name}</b>
            <span>{email}</span>
          </div>
          <PopupRule />
          <div className={styles.choice}>
            <span>{t('person.theme')}</span>
            <SegmentedChoice
              label={t('person.theme')}
              value={colorScheme}
              onChange={setColorScheme}
              options={[
                { value: 'light', label: t('person.light') },
                { value: 'dark', label: t('person.dark') },
                { value: 'auto', label: t('person.auto') },
              ]}
            />
          </div>
          <div className={styles.choice}>
            <span>{t('person.language')}</span>
            <SegmentedChoice
              label={t('person.language')}
              value={i18n.language === 'ru' ? 'ru' : 'en'}
              onChange={speak}
              options={[
                { value: 'en', label: 'English' },
                { value: 'ru', label: 'Русский' },
              ]}
            />
          </div>
          <PopupRule />
          <MenuLine
            icon={<IconHelp size={16} stroke={1.6} />}
            onClick={() => {
              close();
              openHelp();
            }}
          >
            {t('help.title')}
          </MenuLine>
          <MenuLine
            icon={<IconKeyboard size={16} stroke={1.6} />}
            onClick={() => {
              close();
              onKeys();
            }}
          >
            {t('keys.title')}
          </MenuLine>
          <PopupRule />
          <MenuLine icon={<IconLogout size={16} stroke={1.6} />} onClick={leave}>
            {t('person.signOut')}
          </MenuLine>
        </>
      )}
    </Popup>
  );
}
