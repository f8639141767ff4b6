import { ActionIcon } from '@mantine/core';
import { IconHelp, IconKeyboard, IconMenu2, IconSearch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { openHelp } from '../../../ui-kit/help.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { pageHead } from '../../../ui-kit/page-head.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { entryOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { NoticesBell } from './NoticesBell.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import styles from './TopBar.module.css';

/** Menu entry, steps of the page, page: the last one is where one stands. */
function Breadcrumb() {
  const t = useWords('shell');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { title, crumbs } = pageHead.use();
  const entry = entryOf(path);
  const between = crumbs.filter((step) => step.to === undefined || step.to !== entry?.path);
  const steps = [...(entry === undefined ? [] : [{ label: t(entry.label), to: entry.path }]), ...between];
  const here = steps.at(-1)?.label === title ? steps.pop() : undefined;
  return (
    <nav aria-label={t('breadcrumb')} className={styles.crumbs}>
      <ol>
        {steps.map((step) => (
          <li key={step.to ?? step.label}>
            {step.to === undefined ? step.label : <PageLink to={step.to}>{step.label}</PageLink>}
          </li>
        ))}
        <li aria-current="page">{here?.label ?? title}</li>
      </ol>
    </nav>
  );
}

interface Props {
  session: Session;
  onMenu: () => void;
  onSearch: () => void;
  onKeys: () => void;
}

/** Breadcrumb, search, help, notices, the person. */
export function TopBar({ session, onMenu, onSearch, onKeys }: Props) {
  const t = useWords('shell');
  const mac = navigator.platform.startsWith('Mac');
  return (
    <header className={`${styles.bar} no-print`}>
      <ActionIcon className={styles.menu} onClick={onMenu} aria-label={t('nav.open')} size={36}>
        <IconMenu2 size={19} stroke={1.6} />
      </ActionIcon>
      <Breadcrumb />
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={15} stroke={1.7} aria-hidden="true" />
        <span>{t('search.open')}</span>
        <kbd>{mac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <ActionIcon
        className={styles.wide}
        onClick={onKeys}
        aria-label={t('keys.title')}
        title={t('keys.title')}
        aria-keyshortcuts="?"
      >
        <IconKeyboard size={18} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        className={styles.wide}
        onClick={() => openHelp()}
        aria-label={t('help.title')}
        title={t('help.title')}
      >
        <IconHelp size={18} stroke={1.6} />
      </ActionIcon>
      {session.can.includes('notices.read') ? <NoticesBell /> : null}
      <PersonMenu session={session} onKeys={onKeys} />
    </header>
  );
}
