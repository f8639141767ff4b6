import { Button, Modal } from '@mantine/core';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Map.module.css';
import { CARD, type Point, placesOf } from './map-layout.ts';
import { drawnOf, type RelationshipMap } from './map-model.ts';
import type { MapClash } from './use-map-acts.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  clash: MapClash;
  map: RelationshipMap;
  onTake: () => void;
  onKeep: () => void;
}

/** What somebody else saved and what was done here, side by side; one of them is chosen. */
export default function MapClashDialog({ clash, map, onTake, onKeep }: Props) {
  const t = useWords('relationships');
  const { nameOf } = useRelationshipWords();
  useFocusBack(true);
  const named = (id: string | undefined) => {
    const found = map.people.find((one) => one.id === id);
    return found === undefined ? t('nobody') : nameOf(found);
  };
  const theirLine = map.lines.find(({ kind, from }) => kind === 'reports' && from === clash.person);
  const said = (place: Point | null) => (place === null ? t('clash.byLines') : t('clash.at', { ...place }));
  const [theirs, mine] =
    clash.kind === 'place'
      ? [said(clash.theirs), said(clash.mine)]
      : [t('said.reportsTo', { name: named(theirLine?.to) }), t('said.reportsTo', { name: named(clash.mine) })];
  const sides = [
    { title: t('kit:clash.theirs'), words: theirs, button: t('kit:clash.take'), act: onTake, isMine: false },
    { title: t('kit:clash.mine'), words: mine, button: t('kit:clash.keep'), act: onKeep, isMine: true },
  ];
  return (
    <Modal
      opened
      onClose={onTake}
      size="lg"
      title={t('clash.title', { name: named(clash.person) })}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <p>{t(clash.kind === 'place' ? 'clash.place' : 'clash.superior')}</p>
      <div className={styles.sides}>
        {sides.map(({ title, words, button, act, isMine }) => (
          <section key={title} aria-label={title}>
            <h4>{title}</h4>
            <Miniature map={map} clash={clash} isMine={isMine} />
            <p>{words}</p>
            <Button variant="default" size="compact-sm" onClick={act} data-autofocus={isMine || undefined}>
              {button}
            </Button>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** The whole map in small, with the card that is meant, and where it stands by one of the two. */
function Miniature({ map, clash, isMine }: { map: RelationshipMap; clash: MapClash; isMine: boolean }) {
  const lines = map.lines.map((line) => {
    const meant = isMine && clash.kind === 'superior' && line.kind === 'reports' && line.from === clash.person;
    return meant ? { ...line, to: clash.mine } : line;
  });
  const drawn = drawnOf(map.people, lines, []);
  const places = placesOf(drawn.cards, drawn.lines, true);
  if (clash.kind === 'place' && isMine) places.set(clash.person, clash.mine);
  if (clash.kind === 'place' && !isMine && clash.theirs !== null) places.set(clash.person, clash.theirs);
  const all = [...places.values()];
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
  const width = Math.max(...all.map(({ x }) => x)) + CARD.width - left;
  const height = Math.max(...all.map(({ y }) => y)) + CARD.height - top;
  const middle = ({ x, y }: Point) => ({ x: x + CARD.width / 2, y: y + CARD.height / 2 });
  return (
    <svg
      className={styles.miniature}
      viewBox={`${left - 20} ${top - 20} ${width + 40} ${height + 40}`}
      aria-hidden="true"
    >
      {drawn.lines
        .filter(({ kind }) => kind === 'reports')
        .map(({ id, from, to }) => {
          const [a, b] = [middle(places.get(from)!), middle(places.get(to)!)];
          return <line key={id} x1={a.x} y1={a.y} x2={b.x} y2={b.y} data-meant={from === clash.person || undefined} />;
        })}
      {[...places].map(([id, { x, y }]) => (
        <rect key={id} {...{ x, y, ...CARD }} rx={10} data-meant={id === clash.person || undefined} />
      ))}
    </svg>
  );
}
