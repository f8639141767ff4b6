import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { callKey, useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addMapLine, getRelationshipMap, placeMapPerson, saveMapLine } from '../contract.ts';
import type { Point } from './map-layout.ts';
import type { RelationshipMap } from './map-model.ts';
import { TOUCHED } from './touched.ts';

/** What somebody else saved in the meantime and what was just done here: nothing of it is lost, the later one chooses. */
export type MapClash =
  | { kind: 'place'; person: string; mine: Point; theirs: (Point & { version: number }) | null }
  /** `mine`: the card of the superior; theirs is the line that stands on the map now. */
  | { kind: 'superior'; person: string; mine: string };

/** The acts of the drawn map that can meet the same act of somebody else. */
export function useMapActs(account: { id: string; group: boolean }, map: RelationshipMap | undefined) {
  const t = useWords('relationships');
  const client = useQueryClient();
  const [clash, setClash] = useState<MapClash | null>(null);
  // One move of a card at a time: the next one waits for the version that the former one got.
  const [moving, waiting] = [useRef(new Set<string>()), useRef(new Map<string, Point>())];
  const setPlace = (personId: string, place: Point & { version: number }) =>
    client.setQueryData<RelationshipMap>(
      callKey(getRelationshipMap, account),
      (now) => now && { ...now, people: now.people.map((one) => (one.id === personId ? { ...one, place } : one)) },
    );
  const place = useAct(placeMapPerson, {
    touches: [],
    onDone: ({ version }, { id, personId, x, y }) => {
      setPlace(personId, { x, y, version });
      settle(id, personId, version);
    },
    onFail: (error, { personId, x, y }) => {
      moving.current.delete(personId);
      const mine = waiting.current.get(personId) ?? { x, y };
      waiting.current.delete(personId);
      if (error.code !== 'stale') {
        void client.invalidateQueries({ queryKey: callKey(getRelationshipMap) });
        return false;
      }
      setClash({ kind: 'place', person: personId, mine, theirs: error.params.current as never });
      return true;
    },
  });
  const send = (id: string, personId: string, version: number, { x, y }: Point) => {
    moving.current.add(personId);
    setPlace(personId, { x, y, version });
    place.mutate({ id, personId, version, x, y });
  };
  const settle = (id: string, personId: string, version: number) => {
    moving.current.delete(personId);
    const next = waiting.current.get(personId);
    waiting.current.delete(personId);
    if (next !== undefined) send(id, personId, version, next);
  };
  const move = (personId: string, to: Point) => {
    const person = map?.people.find((one) => one.id === personId);
    if (person === undefined) return;
    const version = person.place?.version ?? 0;
    if (moving.current.has(personId)) {
      waiting.current.set(personId, to);
      setPlace(personId, { ...to, version });
    } else send(person.accountId, personId, version, to);
  };

  /** Somebody else drew to whom a person reports: both are shown. True where that is what an error says. */
  const superiorMeets = (code: string, person: string, mine: string): boolean => {
    if (code !== 'stale' && code !== 'relationships.twoSuperiors') return false;
    void client.invalidateQueries({ queryKey: callKey(getRelationshipMap) });
    setClash({ kind: 'superior', person, mine });
    return true;
  };
  const settings = { touches: TOUCHED, done: t('lineDrawn') };
  const connect = useAct(addMapLine, {
    ...settings,
    onFail: (error, { kind, from, to }) => kind === 'reports' && superiorMeets(error.code, from, to),
  });
  const lead = useAct(saveMapLine, settings);
  /** Puts what was done here in the place of what somebody else saved. */
  const keepMine = () => {
    const person = map?.people.find((one) => one.id === clash?.person);
    if (clash === null || person === undefined) return;
    setClash(null);
    if (clash.kind === 'place') {
      send(person.accountId, person.id, clash.theirs?.version ?? 0, clash.mine);
      return;
    }
    const line = map!.lines.find(({ kind, from }) => kind === 'reports' && from === person.id);
    const id = person.accountId;
    if (line === undefined) connect.mutate({ id, kind: 'reports', from: person.id, to: clash.mine });
    else lead.mutate({ id, lineId: line.id, version: line.version, to: clash.mine });
  };
  return { move, connect, clash, keepMine, takeTheirs: () => setClash(null), superiorMeets };
}
