import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconHelp, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { saveProfile } from '../../../features/people/contract.ts';
import { openHelp } from '../../../ui-kit/help.ts';
import { type Language, setLanguage } from '../../../ui-kit/language.ts';
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
  const speak = (language: Language) => {
    void setLanguage(language);
    save.mutate({ language });
  };
  const { name, email } = session.user;
  return (
    <Menu position="bottom-end" width={268}>
      <Menu.Target>
        <button type="button" className={styles.avatar} aria-label={t('person.menu', { name })}>
          {initials(name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <b>{name}</b>
          <span>{email}</span>
        </div>
        <Menu.Divider />
        <div className={styles.choice}>
          <span>{t('person.theme')}</span>
          <SegmentedControl
            aria-label={t('person.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'light', label: t('person.light') },
              { value: 'dark', label: t('person.dark') },
              { value: 'auto', label: t('person.auto') },
            ]}
          />
        </div>
        <div className={styles.choice}>
          <span>{t('person.language')}</span>
          <SegmentedControl
            aria-label={t('person.language')}
            value={i18n.language}
            onChange={(value) => speak(value as Language)}
            data={[
              { value: 'en', label: 'English' },
              { value: 'ru', label: 'Русский' },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconHelp size={16} stroke={1.6} />} onClick={() => openHelp()}>
          {t('help.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={onKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={leave}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
