import { Button } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormats } from '../../../ui-kit/format.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { exportRelationshipMap, SUPPORTS } from '../contract.ts';
import styles from './Map.module.css';
import MapGraph from './MapGraph.tsx';
import type { Point } from './map-layout.ts';
import { type Card, type DrawnLine, GLYPH } from './map-model.ts';
import { pictureOf, pngOf, saveFile } from './map-picture.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  account: { id: string; name: string; group: boolean };
  cards: readonly Card[];
  lines: readonly DrawnLine[];
  selected: string;
  accountNames: ReadonlyMap<string, string> | null;
  can: { edit: boolean; export: boolean };
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  onAddBelow: (id: string) => void;
  onRemove: (id: string) => void;
  onMove: (id: string, place: Point) => void;
  onConnect: (from: string, to: string, down: boolean) => void;
  onUnfold: (department: string) => void;
  onFold: (department: string) => void;
  onDraw: (id: string) => void;
}

/** The drawn map with its legend, its picture to be taken out, and the same on paper. */
export default function DrawnMap({ account, can, ...graph }: Props) {
  const t = useWords('relationships');
  const format = useFormats();
  const words = useRelationshipWords();
  const { cards, lines, accountNames } = graph;
  const picture = (mark: string) =>
    pictureOf({
      ...{ cards, lines, kept: accountNames === null, mark },
      heading: t('pictureOf', { account: account.name }),
      lineWord: (line) => words.kinds[line.kind],
      say: ({ person, fold }) => {
        if (person === null)
          return { name: t('foldNamed', { ...fold }), title: '', roles: '', foot: '', support: null };
        return {
          name: words.nameOf(person),
          title: [person.contact?.title, person.department, accountNames?.get(person.accountId)]
            .filter(Boolean)
            .join(' · '),
          roles: person.roles.map((role) => words.roles[role]).join(', '),
          foot: [
            person.support && words.supports[person.support],
            person.influence && t('influenceNamed', { influence: words.influences[person.influence] }),
          ]
            .filter(Boolean)
            .join(' · '),
          support: person.support,
        };
      },
    });
  const take = useAct(exportRelationshipMap, {
    touches: [],
    onDone: async ({ name, at }, { format: kind }) => {
      const svg = picture(t('mark', { name, time: format.moment(at) }));
      const file = `${t('title')} ${account.name}.${kind}`;
      saveFile(file, kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg));
    },
  });
  const shown = cards.reduce((sum, { fold }) => sum + (fold?.count ?? 1), 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow what is drawn
  const paper = useMemo(() => picture(t('printed', { day: format.day(format.today()) })), [cards, lines, accountNames]);
  return (
    <div>
      <MapGraph {...graph} mayEdit={can.edit} />
      <img
        className={styles.paper}
        alt={t('pictureOf', { account: account.name })}
        src={`data:image/svg+xml,${encodeURIComponent(paper)}`}
      />
      <div className={`${styles.legend} no-print`}>
        {SUPPORTS.map((support) => (
          <span key={support}>
            {GLYPH[support]} {words.supports[support]}
          </span>
        ))}
        {can.edit ? <span>{t('keys')}</span> : null}
        {can.export
          ? (['png', 'svg'] as const).map((kind) => (
              <Button
                key={kind}
                variant="default"
                size="compact-xs"
                leftSection={<IconPhoto size={14} />}
                loading={take.isPending && take.variables.format === kind}
                onClick={() => take.mutate({ id: account.id, group: account.group, format: kind, people: shown })}
              >
                {t('takeOut', { format: kind.toUpperCase() })}
              </Button>
            ))
          : null}
      </div>
    </div>
  );
}
