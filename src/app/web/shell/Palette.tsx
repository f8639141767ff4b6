import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  type Icon,
  IconBuilding,
  IconHelp,
  IconKeyboard,
  IconListSearch,
  IconLogout,
  IconMoon,
  IconSearch,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { searchAccounts } from '../../../features/accounts/contract.ts';
import { openHelp } from '../../../ui-kit/help.ts';
import { useCall } from '../../../ui-kit/use-call.ts';
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
}

/** Search and commands in one line: accounts from the server, pages and acts from here. */
export default function Palette({ session, onClose, onKeys }: Props) {
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
  const found = useCall(
    searchAccounts,
    { q: asked, limit: 12 },
    { when: asked.length > 1 && session.can.includes('accounts.read') },
  );

  const may = (verb?: string) => verb === undefined || session.can.includes(verb);
  const to = (path: string) => () => void navigate({ href: path });
  const items: Item[] = [
    ...(asked.length > 1 ? (found.data?.rows ?? []) : []).map((row) => ({
      id: `${row.kind}:${row.id}`,
      group: t('search.found'),
      label: row.title,
      detail: row.detail,
      icon: IconBuilding,
      go: to(row.path),
    })),
    ...(asked.length > 1 && found.data?.more
      ? [
          {
            id: 'more',
            group: t('search.found'),
            label: t('search.more', { words: asked }),
            icon: IconListSearch,
            go: to(`/accounts?q=${encodeURIComponent(asked)}`),
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
    onClose();
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
                <span>{item.label}</span>
                {item.detail === undefined ? null : <span className="dim">{item.detail}</span>}
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
