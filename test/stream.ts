import type { AddressInfo } from 'node:net';
import { handlers } from '../src/app/features.ts';
import { EventHub } from '../src/kernel/events.ts';
import { openHttp } from '../src/kernel/http.ts';
import { openLog } from '../src/kernel/log.ts';
import type { Person, TestHouse } from './house.ts';

/** A house on a real port, with the stream of events. */
export interface OpenStream {
  address: string;
  /** How many readers are connected now. */
  readers(): number;
  close(): Promise<void>;
}

/** Serves a test's house over a real socket; its events come from the database, as in an installation. */
export async function openStream(t: TestHouse): Promise<OpenStream> {
  const events = new EventHub(t.open.connections.owner, openLog('silent'));
  let readers = 0;
  const subscribe = events.subscribe.bind(events);
  events.subscribe = (listener) => {
    readers++;
    const stop = subscribe(listener);
    return () => {
      readers--;
      stop();
    };
  };
  // As the server does (app/serve.ts).
  events.subscribe((event) => {
    if (event.kind === 'identity') t.house.identity.forget();
  });
  readers = 0;
  await events.start();
  const http = await openHttp(t.house, handlers, { trustProxy: false, rateLimit: 0, events });
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    address: `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`,
    readers: () => readers,
    async close() {
      await http.close();
      await events.stop();
    },
  };
}

/** A client of the event stream over a real socket, as a browser is. */
export async function listen(address: string, person: Person) {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/notices/events`, {
    headers: person.token ? { authorization: `Bearer ${person.token}` } : {},
    signal: stop.signal,
  });
  const heard = { text: '', ended: false, status: response.status };
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const piece of response.body!) heard.text += decoder.decode(piece as Uint8Array);
    heard.ended = true;
  })().catch(() => {});
  return { heard, stop: () => stop.abort(), reading, headers: response.headers };
}
