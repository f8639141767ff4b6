import type { FastifyReply } from 'fastify';
import type { EventHub, LiveEvent } from './events.ts';
import type { Session } from './identity-sessions.ts';
import type { House } from './run.ts';
import { closedClasses, rightsIn } from './secrecy.ts';
import { scopeOfActor } from './stand-ins.ts';

/** A comment is sent this often, so that proxies keep the connection and the session is looked at again. */
const BEAT_MS = 15_000;
/** A reader who is so many bytes behind is cut off; the browser connects again and asks anew. */
const MOST_WAITING = 1024 * 1024;

/** True when this person, working in this organisation, may hear of the event. With a verb it is about the whole organisation: part of it is not enough. */
function mayHear(house: House, session: Session, event: LiveEvent): boolean {
  if (event.orgId !== session.organisation?.id) return false;
  if (event.userId && event.userId !== session.user.id) return false;
  if (!event.verb) return true;
  const reach = scopeOfActor(rightsIn(house, session.organisation), session.actor, event.verb);
  if (reach !== 'most' || event.class === undefined) return reach === 'all';
  const who = { userId: session.user.id, roles: session.actor.roles };
  return event.class === null || !closedClasses(session.organisation?.classes ?? [], who).includes(event.class);
}

/**
 * Answers with an endless stream of the events that the person behind `token` may hear. It ends as soon as the session is over, works in
 * another organisation or lost `permission`: looked at when rights change, and at every beat.
 */
export function streamEvents(
  house: House,
  events: EventHub,
  reply: FastifyReply,
  caller: { session: Session; token: string; permission: string },
): void {
  let { session } = caller;
  const organisationId = session.organisation!.id;
  reply.hijack();
  const out = reply.raw;
  // Headers that the hooks have set travel too: a hijacked answer does not send them by itself.
  out.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  out.write('retry: 3000\n\n');
  const look = async () => {
    try {
      const still = await house.identity.session(caller.token, house.now());
      const open =
        still?.organisation?.id === organisationId &&
        scopeOfActor(rightsIn(house, still.organisation), still.actor, caller.permission) !== null;
      if (open) session = still;
      else out.end();
      return open;
    } catch {
      // The database is away: the next beat looks again.
      return true;
    }
  };
  const stop = events.subscribe((event) => {
    if (!mayHear(house, session, event)) return;
    out.write(`event: ${event.kind}\ndata: ${JSON.stringify(event.params ?? {})}\n\n`);
    if (out.writableLength > MOST_WAITING) out.destroy();
  });
  const unwatch = house.identity.onForget(() => void look());
  const beat = setInterval(async () => {
    if (await look()) out.write(': beat\n\n');
  }, BEAT_MS);
  out.on('close', () => {
    clearInterval(beat);
    unwatch();
    stop();
  });
}
