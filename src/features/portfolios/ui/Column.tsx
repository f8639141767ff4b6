import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Badge, ClassBadge, type Tier, TierBadge } from '../../../ui-kit/Badges.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup, PopupRule } from '../../../ui-kit/Popup.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { Money } from '../../../ui-kit/Values.tsx';
import { type Card, listPortfolioAccounts, type Portfolio } from '../contract.ts';
import { LoadBar } from './LoadBar.tsx';
import styles from './Portfolios.module.css';
import { usePortfolioWords } from './use-portfolio-words.ts';

interface Board {
  people: readonly { id: string; name: string }[];
  canMove: boolean;
  chosen: ReadonlyMap<string, Card>;
  choose: (card: Card) => void;
  move: (card: Card, toId: string) => void;
}

/** The card that is dragged: the browser hands only texts over. */
let dragged: Card | null = null;
/** So many colleagues stand in the menu of a card; the dialog has all. */
const IN_MENU = 10;

/** One manager with load and accounts (null: accounts that nobody leads); cards can be dropped here. */
export function Column({ row, onPerson, ...board }: Board & { row: Portfolio | null; onPerson?: () => void }) {
  const { t, format, languageName } = usePortfolioWords();
  const [over, setOver] = useState(false);
  const id = row?.person.id ?? '';
  const list = usePages(listPortfolioAccounts, { limit: 20, ...(row ? { userId: id } : {}) });
  const takes = row !== null && board.canMove;
  const name = row?.person.name ?? t('unled');
  return (
    <section
      className={styles.column}
      data-over={over}
      aria-label={name}
      onDragOver={(event) => {
        if (!takes || dragged === null || dragged.leadId === id) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged) board.move(dragged, id);
      }}
    >
      <header className={styles.head}>
        <div className={styles.between}>
          <h2>{name}</h2>
          {row?.can.change ? (
            <ActionIcon variant="subtle" color="gray" aria-label={t('person.change', { name })} onClick={onPerson}>
              <IconPencil size={15} />
            </ActionIcon>
          ) : null}
        </div>
        {row ? (
          <>
            <LoadBar load={row.load} />
            <p className="dim">
              {row.load.revenue ? `${format.short(row.load.revenue)} · ` : ''}
              {t('load.touches', { count: row.load.touches })}
            </p>
            <p className="dim">
              {row.languages.length === 0 ? t('person.noLanguages') : row.languages.map(languageName).join(', ')}
            </p>
          </>
        ) : (
          <p className="dim">{t('unledHint')}</p>
        )}
      </header>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={4} /> : null}
      {list.rows?.length === 0 ? <p className="dim">{t('noAccounts')}</p> : null}
      <ul className={styles.cards}>
        {list.rows?.map((card) => (
          <CardView key={card.id} card={card} {...board} />
        ))}
      </ul>
      {list.more ? (
        <Button variant="subtle" size="compact-sm" loading={list.more.loading} onClick={list.more.load}>
          {t('kit:table.more')}
        </Button>
      ) : null}
    </section>
  );
}

function CardView({ card, people, canMove, chosen, choose, move }: Board & { card: Card }) {
  const { t, format, languageName } = usePortfolioWords();
  const others = people.filter((one) => one.id !== card.leadId).slice(0, IN_MENU);
  return (
    <li
      className={styles.card}
      data-chosen={chosen.has(card.id)}
      draggable={canMove}
      onDragStart={(event) => {
        dragged = card;
        event.dataTransfer.setData('text/plain', card.name);
      }}
      onDragEnd={() => {
        dragged = null;
      }}
    >
      <div className={styles.between}>
        <span className={styles.name}>
          {canMove ? (
            <Checkbox
              size="xs"
              aria-label={t('choose', { name: card.name })}
              checked={chosen.has(card.id)}
              onChange={() => choose(card)}
            />
          ) : null}
          <PageLink to={`/accounts/${card.id}`}>{card.name}</PageLink>
        </span>
        {canMove ? (
          <Popup
            label={t('moveCard', { name: card.name })}
            kind="menu"
            align="end"
            width={240}
            opener={(opener) => (
              <button type="button" className={styles.dots} aria-label={t('moveCard', { name: card.name })} {...opener}>
                <IconDots size={15} aria-hidden="true" />
              </button>
            )}
          >
            {(close) => (
              <>
                {others.map((one) => (
                  <MenuLine
                    key={one.id}
                    onClick={() => {
                      close();
                      move(card, one.id);
                    }}
                  >
                    {t('moveTo', { name: one.name })}
                  </MenuLine>
                ))}
                <PopupRule />
                <MenuLine
                  onClick={() => {
                    close();
                    move(card, '');
                  }}
                >
                  {t('moveOther')}
                </MenuLine>
              </>
            )}
          </Popup>
        ) : null}
      </div>
      <div className={styles.facts}>
        {card.tier ? <TierBadge tier={card.tier as Tier} /> : null}
        {card.class ? <ClassBadge value={card.class} /> : null}
        {card.revenue ? <Money value={card.revenue} digits={0} /> : null}
        <span className="dim">{[card.country, ...card.languages.map(languageName)].filter(Boolean).join(', ')}</span>
      </div>
      {card.coming ? (
        <Badge tone="accent">
          {t('coming', { name: card.coming.person.name, day: format.day(card.coming.since) })}
        </Badge>
      ) : null}
    </li>
  );
}
