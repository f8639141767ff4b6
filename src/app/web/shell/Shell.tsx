import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { helpTopic } from '../../../ui-kit/help.ts';
import { pageHead } from '../../../ui-kit/page-head.ts';
import { localeOf, ReaderProvider } from '../../../ui-kit/reader.tsx';
import { type Session, sessionQuery } from '../session.ts';
import { loadWords } from '../words/start.ts';
import { Banners } from './Banners.tsx';
import { Navigation } from './Navigation.tsx';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { useEvents } from './use-events.ts';
import { useShortcuts } from './use-shortcuts.ts';

const Palette = lazy(async () => (await Promise.all([import('./Palette.tsx'), loadWords()]))[0]);
const NavigationDrawer = lazy(() => import('./NavigationDrawer.tsx'));
const KeyboardHelp = lazy(() => import('./KeyboardHelp.tsx'));
const QuickAdd = lazy(
  async () => (await Promise.all([import('../../../features/tasks/ui/NewTask.tsx'), loadWords()]))[0],
);
const HelpPanel = lazy(() => import('./HelpPanel.tsx'));

const none: string[] = [];

/** The frame around every page of a signed-in person. */
export default function Shell() {
  const { data } = useQuery(sessionQuery);
  const session = data?.organisation ? (data as Session) : undefined;
  const { t, i18n } = useTranslation('shell');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [slim, setSlim] = useLocalStorage({
    key: 'vitalfew.slim',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [drawer, drawerAct] = useDisclosure();
  const [palette, paletteAct] = useDisclosure();
  const [keys, keysAct] = useDisclosure();
  /** A task is being added: about nothing, or about an account. */
  const [adding, setAdding] = useState<{ account?: { id: string; name: string } } | null>(null);
  const topic = helpTopic.use();
  const { title } = pageHead.use();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useShortcuts(session?.can ?? none, {
    palette: paletteAct.toggle,
    keys: keysAct.toggle,
    slim: () => setSlim((now) => !now),
    add: () => setAdding({}),
  });

  useEvents(session?.can.includes('notices.read') ?? false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the path changes, whatever else does
  useEffect(() => {
    drawerAct.close();
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);

  // Notices, refusals and the audit speak of every room: their words come once the page stands.
  useEffect(() => {
    const timer = setTimeout(() => void loadWords(), 1500);
    return () => clearTimeout(timer);
  }, []);

  if (session === undefined) return null;
  const language = i18n.language === 'ru' ? 'ru' : 'en';
  const reader = {
    language,
    locale: localeOf(language),
    currency: session.organisation.baseCurrency,
    timezone: session.organisation.timezone,
    fiscalYearStart: session.organisation.fiscalYearStart,
    classes: session.organisation.classes,
    can: session.can,
  } as const;

  return (
    <ReaderProvider value={reader}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <div className={styles.frame} data-slim={slim}>
        <aside className={`${styles.side} no-print`}>
          <Navigation session={session} slim={slim} onSlim={() => setSlim(!slim)} />
        </aside>
        <div className={styles.column}>
          <TopBar session={session} onMenu={drawerAct.open} onSearch={paletteAct.open} onKeys={keysAct.open} />
          <Banners session={session} />
          <main id="main" ref={main} tabIndex={-1} className={styles.main}>
            <Outlet />
          </main>
        </div>
      </div>
      <div className="hidden-text" role="status" aria-live="polite">
        {title}
      </div>
      <Suspense>
        {drawer ? <NavigationDrawer session={session} onClose={drawerAct.close} /> : null}
        {palette ? (
          <Palette
            session={session}
            onClose={paletteAct.close}
            onKeys={keysAct.open}
            onAdd={(account) => setAdding(account ? { account } : {})}
          />
        ) : null}
        {adding ? <QuickAdd {...adding} onClose={() => setAdding(null)} /> : null}
        {keys ? <KeyboardHelp session={session} onClose={keysAct.close} /> : null}
        {topic === null ? null : <HelpPanel topic={topic} language={language} onClose={() => helpTopic.set(null)} />}
      </Suspense>
    </ReaderProvider>
  );
}
