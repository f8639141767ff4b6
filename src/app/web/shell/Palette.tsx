import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  type Icon,
  IconBellCheck,
  IconChecklist,
  IconFilter,
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconListSearch,
  IconLogout,
  IconMoon,
  IconNote,
  IconSearch,
} from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { listNotices, readNotices } from '../../../features/notices/contract.ts';
import { saveProfile } from '../../../features/people/contract.ts';
import { type Hit, searchEverything } from '../../../features/search/contract.ts';
import { suggestions } from '../../../features/search/rules.ts';
import { kindIcons, Pieces, useSearchWords } from '../../../features/search/ui/public.tsx';
import { openHelp } from '../../../ui-kit/help.ts';
import { setLanguage } from '../../../ui-kit/language.ts';
import { pageHead } from '../../../ui-kit/page-head.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { actions, menu } from '../routes.ts';
import type { Session } from '../session.ts';
import { useSignOut } from './leave.ts';
import styles from './Palette.module.css';
import { useThemeToggle } from './use-theme-toggle.ts';

interface Item {
  id: string;
  group: string;
  label: string;
  detail?: string;
  keys?: string;
  icon: Icon;
  go: () => void;
  /** What was found: the words that fit are marked. */
  hit?: Hit;
  /** Goes on in the line instead of closing it. */
  stays?: boolean;
}

const fits = (label: string, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

interface Props {
  session: Session;
  onClose: () => void;
  onKeys: () => void;
  /** Adds a task, about an account where one is in view. */
  onAdd: (account?: { id: string; name: string }) => void;
}

const ACCOUNT_IN_VIEW = /^\/accounts\/([0-9a-f-]{36})/;

/** Search and commands in one line: what the server finds, by kind; fields, pages and acts from here. */
export default function Palette({ session, onClose, onKeys, onAdd }: Props) {
  const t = useWords('shell');
  useFocusBack(true);
  const navigate = useNavigate();
  const leave = useSignOut();
  const toggleTheme = useThemeToggle();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const { language } = useReader();
  const { t: say, kinds, details } = useSearchWords();
  const inView = useRouterState({ select: (state) => ACCOUNT_IN_VIEW.exec(state.location.pathname)?.[1] });
  const { title } = pageHead.use();
  const looks = asked.length > 1 && session.can.includes('search.read');
  const found = useCall(searchEverything, { q: asked, limit: 4 }, { when: looks });
  const readAll = useAct(readNotices, { touches: [listNotices], quiet: true });
  const save = useAct(saveProfile, { touches: [], quiet: true });
  const speak = () => {
    const other = language === 'ru' ? 'en' : 'ru';
    void setLanguage(other);
    save.mutate({ language: other });
  };

  const may = (verb?: string) => verb === undefined || session.can.includes(verb);
  const to = (path: string) => () => void navigate({ href: path });
  const offered = suggestions(words, language).map((one) => ({
    id: `field:${one.adds}`,
    group: say('palette.fields'),
    label: one.adds,
    icon: IconFilter,
    go: () => setWords(one.text),
    stays: true,
    // Somebody who wrote `type:` wants a value; a word that begins as a field does is more often a name.
    isValue: !one.adds.endsWith(':'),
  }));
  const items: Item[] = [
    ...offered.filter((one) => one.isValue),
    ...(looks ? (found.data?.groups ?? []) : []).flatMap((group) =>
      group.rows.map((hit) => ({
        id: `${hit.kind}:${hit.id}`,
        group: kinds[hit.kind],
        label: hit.title.map((piece) => piece.text).join(''),
        detail: details(hit).join(' · '),
        icon: kindIcons[hit.kind],
        go: to(hit.path),
        hit,
      })),
    ),
    ...offered.filter((one) => !one.isValue),
    ...(looks && (found.data?.groups.length ?? 0) > 0
      ? [
          {
            id: 'more',
            group: say('page.title'),
            label: say('palette.all', { words: asked }),
            icon: IconListSearch,
            go: to(`/search?q=${encodeURIComponent(asked)}`),
          },
        ]
      : []),
    ...menu
      .filter((one) => may(one.permission))
      .map((one) => ({
        id: one.path,
        group: t('search.pages'),
        label: t(one.label),
        keys: one.key === undefined ? undefined : `g ${one.key}`,
        icon: one.icon,
        go: to(one.path),
      }))
      .filter((item) => fits(item.label, words)),
    ...[
      ...actions
        .filter((one) => may(one.permission))
        .map((one) => ({ id: one.id, label: t(one.title), icon: one.icon, go: to(one.path) })),
      ...(may('tasks.edit')
        ? [{ id: 'task', label: t('tasks:new.title'), icon: IconChecklist, keys: 't', go: () => onAdd() }]
        : []),
      ...(inView !== undefined && may('tasks.edit')
        ? [
            {
              id: 'taskHere',
              label: say('palette.task'),
              icon: IconChecklist,
              go: () => onAdd({ id: inView, name: title }),
            },
          ]
        : []),
      ...(inView !== undefined && may('notes.write')
        ? [
            {
              id: 'noteHere',
              label: say('palette.note'),
              icon: IconNote,
              keys: 'n',
              go: to(`/accounts/${inView}?tab=timeline&write=true`),
            },
          ]
        : []),
      ...(may('notices.read')
        ? [{ id: 'read', label: say('palette.read'), icon: IconBellCheck, go: () => readAll.mutate({}) }]
        : []),
      { id: 'language', label: say('palette.language'), icon: IconLanguage, go: speak },
      { id: 'theme', label: t('search.theme'), icon: IconMoon, go: toggleTheme },
      { id: 'help', label: t('help.title'), icon: IconHelp, go: () => openHelp() },
      { id: 'keys', label: t('keys.title'), icon: IconKeyboard, go: onKeys },
      { id: 'leave', label: t('person.signOut'), icon: IconLogout, go: leave },
    ]
      .map((one) => ({ ...one, group: t('search.actions') }))
      .filter((item) => fits(item.label, words)),
  ];
  const chosen = Math.min(at, items.length - 1);

  useEffect(() => {
    box.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (item: Item | undefined) => {
    if (item === undefined) return;
    if (item.stays) setAt(0);
    else onClose();
    item.go();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') run(items[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={onClose} centered={false} yOffset="12vh" size={600} padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.open')} radius="lg">
        <div className={styles.line}>
          <IconSearch size={17} stroke={1.6} aria-hidden="true" />
          <input
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={items[chosen] === undefined ? undefined : `${list}-${chosen}`}
            aria-label={t('search.open')}
            placeholder={t('search.placeholder')}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={styles.list} id={list} role="listbox" aria-label={t('search.results')} ref={box}>
          {items.map((item, index) => (
            <div key={item.id} role="presentation">
              {items[index - 1]?.group === item.group ? null : (
                <div role="presentation" className={styles.group}>
                  {item.group}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the field above */}
              <div
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === chosen}
                data-at={index}
                className={styles.item}
                onMouseMove={() => setAt(index)}
                onClick={() => run(item)}
              >
                <item.icon size={16} stroke={1.6} aria-hidden="true" />
                <span>{item.hit === undefined ? item.label : <Pieces pieces={item.hit.title} />}</span>
                {item.detail ? <span className={`${styles.detail} dim`}>{item.detail}</span> : null}
                {item.keys === undefined ? null : <kbd>{item.keys}</kbd>}
              </div>
            </div>
          ))}
          {items.length === 0 ? (
            <div role="presentation" className={styles.none}>
              {found.isFetching ? t('kit:loading') : t('search.none', { words })}
            </div>
          ) : null}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
