import { IconCheck, IconSelector } from '@tabler/icons-react';
import { Logo } from '../../../ui-kit/Logo.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import { useSwitchOrganisation } from './leave.ts';
import styles from './Navigation.module.css';

/** The organisation's name; a menu where the person belongs to several. */
export function OrganisationMenu({ session }: { session: Session }) {
  const t = useWords('shell');
  const go = useSwitchOrganisation();
  const { organisation, organisations } = session;
  if (organisations.length < 2) {
    return (
      <div className={styles.organisation} title={organisation.name}>
        <Logo />
        <span>{organisation.name}</span>
      </div>
    );
  }
  return (
    <Popup
      kind="menu"
      label={t('person.organisations')}
      width={240}
      opener={(props) => (
        <button type="button" className={styles.organisation} title={organisation.name} {...props}>
          <Logo />
          <span>{organisation.name}</span>
          <IconSelector size={14} color="var(--dim)" aria-hidden="true" />
        </button>
      )}
    >
      {() =>
        organisations.map((one) => (
          <MenuLine
            key={one.id}
            onClick={() => one.id !== organisation.id && go(one.id)}
            aside={one.id === organisation.id ? <IconCheck size={14} aria-label={t('chosen')} /> : null}
          >
            {one.name}
          </MenuLine>
        ))
      }
    </Popup>
  );
}
