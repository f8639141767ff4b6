import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { Logo } from '../../../ui-kit/Logo.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import { useSwitchOrganisation } from './leave.ts';
import styles from './Navigation.module.css';

/** The organisation's name; a menu where the person belongs to several. */
export function OrganisationMenu({ session }: { session: Session }) {
  const t = useWords('shell');
  const go = useSwitchOrganisation();
  const { organisation, organisations } = session;
  const several = organisations.length > 1;
  return (
    <Menu position="bottom-start" width={220} disabled={!several}>
      <Menu.Target>
        <button type="button" className={styles.organisation} title={organisation.name}>
          <Logo />
          <span>{organisation.name}</span>
          {several ? <IconSelector size={14} color="var(--dim)" /> : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('person.organisations')}</Menu.Label>
        {organisations.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => one.id !== organisation.id && go(one.id)}
            rightSection={one.id === organisation.id ? <IconCheck size={14} aria-label={t('chosen')} /> : null}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
