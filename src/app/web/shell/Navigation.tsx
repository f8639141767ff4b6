import { ActionIcon } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Logo } from '../../../ui-kit/Logo.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { entryOf, type MenuItem, menu } from '../routes.ts';
import type { Session } from '../session.ts';
import styles from './Navigation.module.css';
import { OrganisationMenu } from './OrganisationMenu.tsx';

/** The badges of entries, loaded once the navigation stands. */
const badges = new Map(menu.flatMap((item) => (item.badge ? [[item.path, lazy(item.badge)] as const] : [])));

const groups = ['work', 'ledger', 'company'] as const;

function Entry({ item, slim, here }: { item: MenuItem; slim: boolean; here: boolean }) {
  const t = useWords('shell');
  const label = t(item.label);
  const Badge = badges.get(item.path);
  return (
    <Link
      to={item.path}
      activeOptions={{ exact: !here }}
      className={styles.entry}
      data-slim={slim}
      data-status={here ? 'active' : undefined}
      aria-current={here ? 'page' : undefined}
      preload="intent"
      aria-label={slim ? label : undefined}
      title={slim ? label : undefined}
    >
      <item.icon size={17} stroke={1.6} aria-hidden="true" />
      {slim ? null : <span>{label}</span>}
      {slim || Badge === undefined ? null : (
        <Suspense>
          <Badge />
        </Suspense>
      )}
    </Link>
  );
}

interface Props {
  session: Session;
  slim: boolean;
  onSlim?: () => void;
}

/** The navigation at the left, by the day's work; slim: icons only. */
export function Navigation({ session, slim, onSlim }: Props) {
  const t = useWords('shell');
  const open = menu.filter((item) => item.permission === undefined || session.can.includes(item.permission));
  const here = useRouterState({ select: (state) => entryOf(state.location.pathname) });
  const Collapse = slim ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={styles.navigation}>
      <div className={styles.top} data-slim={slim}>
        {slim ? <Logo /> : <OrganisationMenu session={session} />}
      </div>
      <nav aria-label={t('nav.label')} className={styles.groups}>
        {groups.map((group) => {
          const items = open.filter((item) => item.group === group);
          if (items.length === 0) return null;
          return (
            <div key={group} className={styles.group}>
              {group === 'work' ? null : slim ? (
                <hr className={styles.rule} />
              ) : (
                <div className={styles.groupName}>{group === 'ledger' ? t('nav.ledger') : t('nav.company')}</div>
              )}
              {items.map((item) => (
                <Entry key={item.path} item={item} slim={slim} here={item === here} />
              ))}
            </div>
          );
        })}
      </nav>
      {onSlim === undefined ? null : (
        <div className={styles.foot}>
          <ActionIcon
            onClick={onSlim}
            aria-label={slim ? t('nav.expand') : t('nav.collapse')}
            title={slim ? t('nav.expand') : t('nav.collapse')}
          >
            <Collapse size={17} stroke={1.6} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
